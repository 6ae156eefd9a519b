import { z } from "zod";
import { applicationIds } from "@/lib/applications/profile";
import { Slug } from "./slug";
import { Id, Name } from "./text";

export const providers = ["entra", "okta", "other"] as const;

export const CreateDirectoryInput = z.object({
  application: z.enum(applicationIds, { error: "validation.choose" }),
  slug: Slug,
  name: Name,
  provider: z.enum(providers, { error: "validation.choose" }).default("entra"),
});
export type CreateDirectoryInput = z.infer<typeof CreateDirectoryInput>;

export const SetDirectoryEnabledInput = z.object({ directoryId: Id, enabled: z.boolean() });
export type SetDirectoryEnabledInput = z.infer<typeof SetDirectoryEnabledInput>;
