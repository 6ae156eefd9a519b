import { hash, verify } from "@node-rs/argon2";

/** OWASP Password Storage: argon2id, 19 MiB, 2 passes, 1 lane. About 25 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a text that nobody knows, of the same cost: made once, when the first unknown e-mail address comes. */
let decoy: Promise<string> | undefined;

/** @returns a PHC string of argon2id */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/**
 * Whether the password is the one that was hashed. Takes the same time when there is no hash, so that an answer does not
 * tell whether an e-mail address is known.
 */
export async function verifyPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash(crypto.randomUUID(), cost);
  const isRight = await verify(storedHash ?? (await decoy), password.normalize("NFKC"));
  return storedHash !== undefined && isRight;
}
