import { z } from "zod";

/** How many of the records found, and how much of each, is kept to be shown. */
const recordsMax = 10;
const recordLengthMax = 300;

/** Why DNS did not answer at all; that says nothing of the record. */
export const lookUpErrors = ["timeout", "serverFailed", "refused", "unreachable", "other"] as const;
export type LookUpError = (typeof lookUpErrors)[number];

/** What DNS said when it was asked for a domain's TXT record: what the page shows as "what we see now". */
export const Sighting = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found") }),
  /** TXT records at the name, none of them the one. */
  z.object({
    kind: z.literal("others"),
    records: z.array(z.string()).transform((all) => all.slice(0, recordsMax).map(shortened)),
  }),
  /** The right record at another name: typed in whole where the registrar appends the domain, or left at the domain. */
  z.object({ kind: z.literal("misplaced"), at: z.string() }),
  /** The name exists (or not), without a TXT record. */
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("unclear"), error: z.enum(lookUpErrors) }),
]);
export type Sighting = z.infer<typeof Sighting>;

const shortened = (record: string) =>
  record.length <= recordLengthMax ? record : `${record.slice(0, recordLengthMax)}…`;

/** A stored sighting; null when there is none, or none that this program knows. */
export const readSighting = (stored: unknown): Sighting | null => Sighting.safeParse(stored).data ?? null;
