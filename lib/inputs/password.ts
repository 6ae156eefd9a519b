import { z } from "zod";

export const passwordLengthMin = 12;
const passwordLengthMax = 256;

/**
 * The commonest passwords of twelve characters and more, and those that this product invites. Shorter ones are refused
 * by their length; compared without case, spaces and punctuation.
 */
const common = new Set([
  "000000000000",
  "111111111111",
  "121212121212",
  "123123123123",
  "123456123456",
  "1234567890ab",
  "123456789012",
  "1234567890123",
  "123456789abc",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "abcdefghijkl",
  "abcdef123456",
  "administrator",
  "adminadminadmin",
  "changemenow1",
  "changemeplease",
  "correcthorsebatterystaple",
  "iloveyou1234",
  "letmeinletmein",
  "mustermuster",
  "password1234",
  "password12345",
  "password123456",
  "passwordpassword",
  "qwerty123456",
  "qwertyqwerty",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwertyuiopasdf",
  "summer2026summer",
  "thisisapassword",
  "unbelievable",
  "welcome12345",
  "welcomewelcome",
  "zaq12wsxcde3",
]);

const bare = (text: string) => text.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, "");

/** NIST SP 800-63B §5.1.1.2: length and a list of the commonest, no rules about kinds of characters. */
export const Password = z
  .string({ error: "validation.required" })
  .min(passwordLengthMin, { error: "validation.passwordLength", abort: true })
  .max(passwordLengthMax, { error: "validation.passwordTooLong", abort: true })
  .refine((password) => !common.has(bare(password)) && new Set(password).size > 3, {
    error: "validation.passwordCommon",
  });

/** Whether the password is the e-mail address, or its part before the @ and something short around it. */
export function isPasswordOfEmail(password: string, email: string): boolean {
  const text = bare(password);
  const local = bare(email.split("@")[0] ?? "");
  return text.includes(bare(email)) || (local.length >= 4 && text.replaceAll(local, "").length < 6);
}
