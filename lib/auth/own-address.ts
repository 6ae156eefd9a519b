import { lookup } from "node:dns";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { networkInterfaces } from "node:os";

/** Whether an address is one of this machine's. */
export function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address) === true);
}

/** Whether a host, as a URL names it, is nothing but addresses of this machine. */
export async function isOwnHost(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) > 0) return isOwnAddress(host);
  return new Promise((resolve) => lookupOwn(host, { all: true }, (error) => resolve(error === null)));
}

/** As dns.lookup, refusing a name that stands for any other machine: what was looked at is what is connected to. */
export const lookupOwn: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? notOwn(hostname), "", 0);
    if (!addresses.every(({ address }) => isOwnAddress(address))) return callback(notOwn(hostname), "", 0);
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

const notOwn = (hostname: string) => Object.assign(new Error(`${hostname} is another machine`), { code: "ENOTFOUND" });
