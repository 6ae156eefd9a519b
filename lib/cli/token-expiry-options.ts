import type { Command } from "commander";
import { readDays } from "./read-options";

/** The options that say when a new token ends. */
export type ExpiryOptions = {
  readonly expiresIn?: string;
  readonly expiresOn?: string;
  readonly neverExpires?: string;
};

export const addExpiryOptions = (command: Command): Command =>
  command
    .option("--expires-in <time>", "90d, 180d, 1y, or any days up to 1825d")
    .option("--expires-on <date>", "the last day it works, in UTC, for instance 2027-03-31")
    .option("--never-expires <reason>", "no end, and why");

/** @throws CommandError when --expires-in is no time */
export const readExpiry = ({ expiresIn, expiresOn, neverExpires }: ExpiryOptions) => ({
  expiresInDays: expiresIn === undefined ? undefined : readDays(expiresIn),
  expiresOn,
  noExpiryReason: neverExpires,
});

export const expiryNames = { expiresInDays: "expires-in", noExpiryReason: "never-expires" };
