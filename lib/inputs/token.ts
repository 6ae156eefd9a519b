import { z } from "zod";
import { expiryFields, onlyOneExpiry } from "./expiry";
import { Id, Name } from "./text";

export const CreateTokenInput = z
  .object({
    directoryId: Id,
    /** Left out: a name is made from the date. */
    name: z.union([z.literal(""), Name]).optional(),
    ...expiryFields,
  })
  .superRefine(onlyOneExpiry);
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const RevokeTokenInput = z.object({ tokenId: Id });
export type RevokeTokenInput = z.infer<typeof RevokeTokenInput>;
