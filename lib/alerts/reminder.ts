import { z } from "zod";
import { isApplicationId } from "@/lib/applications/applications";
import type { EndingCredential } from "@/lib/db/ending-credentials";
import type { JsonObject } from "@/lib/scim/json";

/** What an outbox message of the kind "credentials.expiring" or "credentials.expired" says. */
export const Reminder = z.object({
  /** 0: they have ended. */
  daysBefore: z.number(),
  organization: z.object({ slug: z.string(), name: z.string() }),
  directory: z.object({
    slug: z.string(),
    name: z.string(),
    application: z.string().refine(isApplicationId),
    provider: z.enum(["entra", "okta", "other"]),
  }),
  credentials: z
    .array(
      z.object({
        kind: z.enum(["token", "secret"]),
        id: z.string(),
        name: z.string(),
        /** The public part: the token's key, or the client's identifier. */
        identifier: z.string(),
        lastFour: z.string(),
        lastUsedAt: z.coerce.date().nullable(),
        expiresAt: z.coerce.date(),
        refusedAt: z.coerce.date().nullable(),
      }),
    )
    .min(1),
});
export type Reminder = z.infer<typeof Reminder>;

/** The reminder of credentials of one directory, as the outbox keeps it. */
export function toPayload(
  directory: EndingCredential,
  daysBefore: number,
  credentials: readonly EndingCredential[],
): JsonObject {
  return {
    daysBefore,
    organization: { slug: directory.organizationSlug, name: directory.organizationName },
    directory: {
      slug: directory.directorySlug,
      name: directory.directoryName,
      application: directory.application,
      provider: directory.provider,
    },
    credentials: credentials.map(({ kind, id, name, identifier, lastFour, lastUsedAt, expiresAt, refusedAt }) => ({
      kind,
      id,
      name,
      identifier,
      lastFour,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      expiresAt: expiresAt.toISOString(),
      refusedAt: refusedAt?.toISOString() ?? null,
    })),
  };
}
