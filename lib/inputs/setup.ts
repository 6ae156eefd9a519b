import { z } from "zod";
import { isPasswordOfEmail, Password } from "./password";
import { Email, Name } from "./text";

/** The page behind the one-time setup link: the first organization and its owner. */
export const FirstAdminInput = z
  .object({
    organizationName: Name,
    email: Email,
    /** Shown name; the e-mail address when left out. */
    name: z.union([z.literal(""), Name]).optional(),
    password: Password,
  })
  .refine(({ email, password }) => !isPasswordOfEmail(password, email), {
    path: ["password"],
    error: "validation.passwordIsEmail",
  });
export type FirstAdminInput = z.infer<typeof FirstAdminInput>;
