// xsd:dateTime with a four-digit year (RFC 7643 §2.3.5), seconds and zone optional as identity providers leave them out.
const dateTime = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/i;
const hasZone = /(Z|[+-]\d\d:\d\d)$/i;

/**
 * A dateTime as UTC with milliseconds, `2026-11-21T10:00:00.000Z`: as text these sort by time. Without a zone it is UTC.
 *
 * @returns undefined for anything that is no dateTime
 */
export function toUtc(text: string): string | undefined {
  const [matches, year, month, day] = dateTime.exec(text) ?? [];
  // Date counts a 30th of February on into March.
  if (matches === undefined || Number(day) > daysIn(Number(year), Number(month))) return undefined;
  const upper = text.toUpperCase();
  const instant = new Date(hasZone.test(upper) ? upper : `${upper}Z`);
  // A zone can push the year out of four digits, and then text would not sort by time; there is no year 0 (ISO 8601 has one,
  // PostgreSQL has not).
  const utc = Number.isNaN(instant.getTime()) ? "" : instant.toISOString();
  return utc.length === 24 && !utc.startsWith("0000") ? utc : undefined;
}

/** Leap years repeat every 400 years; Date takes a year below 100 for one of the last century. */
const daysIn = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
