/** A request's headers, as next-auth and next/headers hand them out. */
type HeaderSource = Readonly<Record<string, unknown>>;

/**
 * The address that a console request came from. Our own server has settled it in X-Forwarded-For (lib/http/client-address);
 * under another Next host the last entry is the one that the nearest proxy wrote.
 */
export function addressOf(headers: HeaderSource): string | undefined {
  const forwarded = headers["x-forwarded-for"];
  if (typeof forwarded !== "string") return undefined;
  const address = forwarded.split(",").at(-1)?.trim();
  return address === undefined || address === "" ? undefined : address.replace(/^::ffff:/i, "").slice(0, 45);
}

/** What guesses are counted by: an IPv4 address, or the /64 that one IPv6 customer usually holds. */
export function throttleAddress(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const rest = tail.split(":").filter((group) => group !== "");
  const zeros = address.includes("::")
    ? Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0")
    : [];
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}
