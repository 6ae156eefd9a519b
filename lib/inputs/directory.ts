import { z } from "zod";
import { domainPolicies } from "@/lib/applications/domain-policy";
import { applicationIds } from "@/lib/applications/profile";
import { leastRequestsPerSecond, mostRequestsPerSecond } from "@/lib/applications/request-rate";
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

/** 0: no limit. */
export const SetRequestRateInput = z.object({
  directoryId: Id,
  requestsPerSecond: z
    .number({ error: "validation.rate" })
    .int({ error: "validation.rate" })
    .max(mostRequestsPerSecond, { error: "validation.rate" })
    .refine((rate) => rate === 0 || rate >= leastRequestsPerSecond, { error: "validation.rate" }),
});
export type SetRequestRateInput = z.infer<typeof SetRequestRateInput>;

export const SetDirectoryEnabledInput = z.object({ directoryId: Id, enabled: z.boolean() });
export type SetDirectoryEnabledInput = z.infer<typeof SetDirectoryEnabledInput>;

export const SetDomainPolicyInput = z.object({
  directoryId: Id,
  policy: z.enum(domainPolicies, { error: "validation.domainPolicy" }),
});
export type SetDomainPolicyInput = z.infer<typeof SetDomainPolicyInput>;

export const SetProviderInput = z.object({
  directoryId: Id,
  provider: z.enum(providers, { error: "validation.choose" }),
});
export type SetProviderInput = z.infer<typeof SetProviderInput>;
