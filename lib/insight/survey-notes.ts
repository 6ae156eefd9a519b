import { z } from "zod";
import { codes } from "./codes";
import { isRefused, matchesOf } from "./survey-row";
import type { SurveyRow } from "./survey-row";

/** Refusals of one kind without a longer pause between them. */
const Series = z.object({
  first: z.coerce.date(),
  last: z.coerce.date(),
  count: z.number(),
  /** The log row of the last one. */
  eventId: z.string(),
  credentialId: z.string().nullable(),
  /** The same credential came back after another one had succeeded for a while: two clients send here. */
  recurs: z.boolean().default(false),
});
export type Series = z.infer<typeof Series>;

const Duplicate = z.object({ name: z.string(), matches: z.number(), at: z.coerce.date(), eventId: z.string() });

/** What surveys remember of the rows they have read, as the column DirectoryHealth.notes keeps it; bounded in size. */
const SurveyNotesInput = z.object({
  /** When the service was turned on after it had been off. */
  onAt: z.coerce.date().optional(),
  lastProbeAt: z.coerce.date().optional(),
  /** Connection tests of the last minute, by the GUID they looked for (connection-tests.ts). */
  tests: z.record(z.string(), z.object({ at: z.coerce.date(), credentialId: z.string().nullable() })).default({}),
  /** Of a SCIM request. */
  lastSuccessAt: z.coerce.date().optional(),
  /** Credentials that were refused, by the code they are refused with. */
  refused: z.record(z.string(), Series).default({}),
  throttled: Series.optional(),
  off: Series.optional(),
  /** The last refusal of any kind. */
  lastRefusal: z.object({ code: z.string(), at: z.coerce.date(), eventId: z.string() }).optional(),
  /** Look-ups that found more than one, by what was asked. */
  duplicates: z.record(z.string(), Duplicate).default({}),
  /** Ids of people whose manager is nobody here. */
  managers: z.array(z.string()).default([]),
  /** Ids of people who were made anew and miss memberships. */
  remade: z.array(z.string()).default([]),
});
export type SurveyNotes = z.infer<typeof SurveyNotesInput>;

/** Notes that cannot be read, of another version for instance, begin anew. */
export function parseNotes(stored: unknown): SurveyNotes {
  const parsed = SurveyNotesInput.safeParse(stored);
  return parsed.success ? parsed.data : { tests: {}, refused: {}, duplicates: {}, managers: [], remade: [] };
}

const hourMs = 60 * 60_000;
/** Entra tries a quarantined application once a day (ENTRA.md §7.2). */
const refusalPauseMs = 26 * hourMs;
const throttlePauseMs = hourMs;
/** A refused credential that does not come again for so long, while another succeeds, was replaced. */
export const settledMs = 10 * 60_000;
const duplicatesMax = 100;

/** Adds a row, the later one of two last. Changes `notes`. */
export function note(notes: SurveyNotes, row: SurveyRow): void {
  noteDuplicates(notes, row);
  if (!isRefused(row)) {
    if (row.action === "testConnection") notes.lastProbeAt = row.at;
    if (row.action !== "token") notes.lastSuccessAt = row.at;
    return;
  }
  const code = row.code ?? codes.internal;
  notes.lastRefusal = { code, at: row.at, eventId: row.id };
  if (row.httpStatus === 401 || row.action === "token") {
    const known = notes.refused[code];
    const isSettled =
      known !== undefined && notes.lastSuccessAt !== undefined && notes.lastSuccessAt > known.last ? known : undefined;
    const recurs =
      known?.recurs === true ||
      (isSettled !== undefined && isSettled.credentialId === row.credentialId && isAfter(isSettled, row, settledMs));
    // What was put right in between begins anew.
    const isOver = !recurs && isSettled !== undefined && isAfter(isSettled, row, hourMs);
    notes.refused[code] = { ...continued(isOver ? undefined : known, row, refusalPauseMs), recurs };
  } else if (row.httpStatus === 429) {
    notes.throttled = continued(notes.throttled, row, throttlePauseMs);
  } else if (row.code === codes.serviceOff) {
    notes.off = continued(notes.off, row, refusalPauseMs);
  }
}

const isAfter = ({ last }: Series, { at }: SurveyRow, ms: number): boolean => at.getTime() - last.getTime() > ms;

function continued(series: Series | undefined, { at, id, credentialId }: SurveyRow, pauseMs: number): Series {
  const goesOn = series !== undefined && at.getTime() - series.last.getTime() <= pauseMs;
  return {
    first: goesOn ? series.first : at,
    last: at,
    count: (goesOn ? series.count : 0) + 1,
    eventId: id,
    credentialId,
    recurs: false,
  };
}

/** A look-up that finds one at most is settled. */
function noteDuplicates(notes: SurveyNotes, row: SurveyRow): void {
  const matches = row.lookup === null ? undefined : matchesOf(row);
  if (row.lookup === null || matches === undefined) return;
  const key = row.lookup.slice(0, 300);
  if (matches <= 1) delete notes.duplicates[key];
  else if (key in notes.duplicates || Object.keys(notes.duplicates).length < duplicatesMax) {
    const name = row.userName ?? row.displayName ?? row.externalId ?? filterOf(key);
    notes.duplicates[key] = { name, matches, at: row.at, eventId: row.id };
  }
}

const filterOf = (query: string): string => new URLSearchParams(query).get("filter") ?? query;

/** Forgets what is too long ago to be true still. Changes `notes`. */
export function forget(notes: SurveyNotes, now: Date): void {
  const isOld = (at: Date, ms: number) => now.getTime() - at.getTime() > ms;
  for (const [code, { last }] of Object.entries(notes.refused)) {
    if (isOld(last, refusalPauseMs)) delete notes.refused[code];
  }
  for (const [key, { at }] of Object.entries(notes.duplicates)) {
    if (isOld(at, refusalPauseMs)) delete notes.duplicates[key];
  }
  if (notes.throttled && isOld(notes.throttled.last, throttlePauseMs)) delete notes.throttled;
  if (notes.off && isOld(notes.off.last, refusalPauseMs)) delete notes.off;
}
