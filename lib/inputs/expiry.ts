import { z } from "zod";

const dayMs = 24 * 60 * 60 * 1000;
const expiresInDaysMax = 1825;

/** Days that a token or client secret lives. */
export const ExpiresInDays = z
  .number({ error: "validation.expiry" })
  .int({ error: "validation.expiry" })
  .min(1, { error: "validation.expiry" })
  .max(expiresInDaysMax, { error: "validation.expiry" });

/** The last day on which a token works, in UTC, as 2027-03-31: today at the earliest, within five years. */
const ExpiresOn = z
  .string({ error: "validation.expiryDate" })
  .trim()
  .pipe(z.iso.date({ error: "validation.expiryDate", abort: true }))
  .refine((day) => endOf(day).getTime() > Date.now(), { error: "validation.expiryPast", abort: true })
  .refine((day) => endOf(day).getTime() <= Date.now() + (expiresInDaysMax + 1) * dayMs, { error: "validation.expiry" });

/** Why a token needs no end: a sentence for whoever finds it in three years. */
const NoExpiryReason = z
  .string({ error: "validation.expiryReason" })
  .trim()
  .min(1, { error: "validation.expiryReason", abort: true })
  .max(200, { error: "validation.tooLong", abort: true })
  .regex(/^[^\p{Cc}]*$/u, { error: "validation.oneLine" });

/** How long a token lives: exactly one of the three, which `onlyOneExpiry` sees to. */
export const expiryFields = {
  expiresInDays: ExpiresInDays.optional(),
  expiresOn: ExpiresOn.optional(),
  noExpiryReason: NoExpiryReason.optional(),
};

/** What was asked for of `expiryFields`. */
export interface Expiry {
  readonly expiresInDays?: number | undefined;
  readonly expiresOn?: string | undefined;
  readonly noExpiryReason?: string | undefined;
}

/** A check for `superRefine`: an expiry is chosen, not forgotten, and chosen once. */
export function onlyOneExpiry({ expiresInDays, expiresOn, noExpiryReason }: Expiry, context: z.RefinementCtx): void {
  const given = [expiresInDays, expiresOn, noExpiryReason].filter((choice) => choice !== undefined);
  if (given.length === 1) return;
  context.addIssue({ code: "custom", path: ["expiresInDays"], message: "validation.expiryChoice" });
}

/** The instant at which a token of that expiry ends; null: it has no end. */
export function expiryOf({ expiresInDays, expiresOn }: Expiry, now: Date): Date | null {
  if (expiresInDays !== undefined) return new Date(now.getTime() + expiresInDays * dayMs);
  return expiresOn === undefined ? null : endOf(expiresOn);
}

/** The end of a day in UTC. */
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs);
