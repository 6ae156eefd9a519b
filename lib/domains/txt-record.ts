import { randomBytes } from "node:crypto";

/** The TXT record that proves a domain: `name` in full, `value` as it must be found. */
export interface TxtRecord {
  readonly name: string;
  readonly value: string;
}

/** The record of a domain. A label of its own keeps it out of the way of SPF and other verifications. */
export const txtRecordOf = ({ name, challenge }: { readonly name: string; readonly challenge: string }): TxtRecord => ({
  name: `_muster.${name}`,
  value: `muster-verify=${challenge}`,
});

/** What only this organization is told to publish for this domain: 128 random bits. */
export const newChallenge = (): string => randomBytes(16).toString("hex");
