import { consume, rateLimiter } from "@/lib/db/rate-limits";
import { throttleAddress } from "./address";
import { hashToken } from "./token-secret";

const byAccountAndAddress = rateLimiter({ keyPrefix: "sign-in:both", points: 10, durationS: 15 * 60, sweeps: true });
const byAccount = rateLimiter({ keyPrefix: "sign-in:account", points: 30, durationS: 60 * 60 });
const byAddress = rateLimiter({ keyPrefix: "sign-in:address", points: 100, durationS: 60 * 60 });

interface Attempt {
  /** Lower-cased. */
  readonly email: string;
  readonly address: string | undefined;
}

/**
 * Counts a guess before it is looked at, so that many at once cannot slip through; a right one is given back.
 * @returns undefined when it may go on, or the seconds after which to try again
 */
export async function countGuess(attempt: Attempt): Promise<number | undefined> {
  const keys = keysOf(attempt);
  for (const [limiter, key] of [
    [byAccountAndAddress, keys.both],
    [byAccount, keys.account],
    [byAddress, keys.address],
  ] as const) {
    const retryAfterS = await consume(limiter, key);
    if (retryAfterS !== undefined) return retryAfterS;
  }
  return undefined;
}

/** The guess was right: it does not count, and the failures of this account from this address are forgotten. */
export async function forgiveGuess(attempt: Attempt): Promise<void> {
  const keys = keysOf(attempt);
  await byAccountAndAddress.delete(keys.both);
  await byAccount.reward(keys.account);
  await byAddress.reward(keys.address);
}

/** E-mail addresses of guesses may be anybody's: only their hash is kept. */
function keysOf({ email, address }: Attempt): { both: string; account: string; address: string } {
  const account = hashToken(email).slice(0, 32);
  const from = throttleAddress(address ?? "unknown");
  return { both: `${account}:${from}`, account, address: from };
}
