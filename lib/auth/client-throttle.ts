import { consume, rateLimiter } from "@/lib/db/rate-limits";
import { throttleAddress } from "./address";

const wrongMax = 20;
const wrongClients = rateLimiter({ keyPrefix: "oauth-client", points: wrongMax, durationS: 15 * 60, inMemory: true });

/**
 * Counts a request whose client was unknown or could not prove who it is, by client and address.
 * @returns undefined when it may be told what was wrong, or the seconds after which to try again
 */
export const countWrongClient = (identifier: string | undefined, address: string | undefined) =>
  consume(wrongClients, `${identifier ?? "unknown"}:${throttleAddress(address ?? "unknown")}`);
