import { z } from "zod";
import { Id, Name } from "./text";

const expiresInDaysMax = 1825;

/** Days that a token or client secret lives. */
export const ExpiresInDays = z
  .number({ error: "validation.expiry" })
  .int({ error: "validation.expiry" })
  .min(1, { error: "validation.expiry" })
  .max(expiresInDaysMax, { error: "validation.expiry" });

export const CreateTokenInput = z.object({
  directoryId: Id,
  /** Left out: a name is made from the date. */
  name: z.union([z.literal(""), Name]).optional(),
  /** Left out: the token does not expire. */
  expiresInDays: ExpiresInDays.optional(),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const RevokeTokenInput = z.object({ tokenId: Id });
export type RevokeTokenInput = z.infer<typeof RevokeTokenInput>;
