import { z } from "zod";
import { expiryFields, onlyOneExpiry } from "./expiry";
import { Id, Name } from "./text";

/** How long the old token of a rotation must not have been used before it is safe to end: longer than Entra's cycle of 40. */
export const quietMinutes = 60;

/** When the old token of a rotation ends. "proof": by itself, once the new one was seen and the old one was quiet. */
export const oldTokenEnds = ["proof", "7d", "24h", "1h", "now"] as const;

export const RotateTokenInput = z
  .object({
    /** The old one. */
    tokenId: Id,
    /** Of the new one; left out: that of the old one. */
    name: z.union([z.literal(""), Name]).optional(),
    oldEnds: z.enum(oldTokenEnds, { error: "validation.choose" }),
    ...expiryFields,
  })
  .superRefine(onlyOneExpiry);
export type RotateTokenInput = z.infer<typeof RotateTokenInput>;

/** `tokenId` is the old one, which stays. */
export const CancelRotationInput = z.object({ tokenId: Id });
export type CancelRotationInput = z.infer<typeof CancelRotationInput>;
