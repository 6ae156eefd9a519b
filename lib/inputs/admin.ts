import { z } from "zod";
import { isPasswordOfEmail, Password } from "./password";
import { Email, Id, Name } from "./text";

export const roles = ["owner", "admin", "auditor"] as const;

/** A new admin, or an existing one who joins another organization: then the password stays what it was. */
export const CreateAdminInput = z
  .object({
    email: Email,
    name: z.union([z.literal(""), Name]).optional(),
    role: z.enum(roles, { error: "validation.choose" }),
    password: Password,
  })
  .refine(({ email, password }) => !isPasswordOfEmail(password, email), {
    path: ["password"],
    error: "validation.passwordIsEmail",
  });
export type CreateAdminInput = z.infer<typeof CreateAdminInput>;

export const RevokeSessionInput = z.object({ sessionId: Id });
export type RevokeSessionInput = z.infer<typeof RevokeSessionInput>;
