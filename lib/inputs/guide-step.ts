import { z } from "zod";
import { stepIds } from "@/lib/applications/guide-steps";
import { Id } from "./text";

/** `null`: neither done nor skipped, after all. */
export const MarkStepInput = z.object({
  directoryId: Id,
  step: z.enum(stepIds),
  mark: z.enum(["done", "skipped"]).nullable(),
});
export type MarkStepInput = z.infer<typeof MarkStepInput>;
