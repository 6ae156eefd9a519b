import { z } from "zod";
import { Id, Name } from "./text";
import { ExpiresInDays } from "./token";

/** Hours that an access token lives: what Entra's gallery allows (ENTRA.md §6.2). */
export const accessTokenHours = { min: 1, max: 6, default: 1 } as const;

const AccessTokenHours = z
  .number({ error: "validation.accessTokenHours" })
  .int({ error: "validation.accessTokenHours" })
  .min(accessTokenHours.min, { error: "validation.accessTokenHours" })
  .max(accessTokenHours.max, { error: "validation.accessTokenHours" });

export const CreateOAuthClientInput = z.object({
  directoryId: Id,
  /** Left out: a name is made from the date. */
  name: z.union([z.literal(""), Name]).optional(),
  /** Left out: one hour. */
  accessTokenHours: AccessTokenHours.optional(),
  /** Of its first secret. Left out: that does not expire. */
  expiresInDays: ExpiresInDays.optional(),
});
export type CreateOAuthClientInput = z.infer<typeof CreateOAuthClientInput>;

export const AddClientSecretInput = z.object({ clientId: Id, expiresInDays: ExpiresInDays.optional() });
export type AddClientSecretInput = z.infer<typeof AddClientSecretInput>;

export const RevokeClientSecretInput = z.object({ secretId: Id });
export type RevokeClientSecretInput = z.infer<typeof RevokeClientSecretInput>;

export const RevokeOAuthClientInput = z.object({ clientId: Id });
export type RevokeOAuthClientInput = z.infer<typeof RevokeOAuthClientInput>;
