import { isIP } from "node:net";

const isPrivate = (address: string) =>
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe80:)/i.test(address);

const plain = (address: string) => address.trim().replace(/^::ffff:/i, "");

/**
 * Where a request came from. `X-Forwarded-For` is believed only from a proxy of our own network, and of it only the last
 * address that is not such a proxy: what stands before it the client could have written itself.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined): string | undefined {
  const address = peer === undefined ? undefined : plain(peer);
  if (!forwardedFor || (address !== undefined && !isPrivate(address))) return address;
  const hops = forwardedFor
    .split(",")
    .map(plain)
    .filter((hop) => isIP(hop) > 0);
  return hops.findLast((hop) => !isPrivate(hop)) ?? hops[0] ?? address;
}
