/**
 * What people type, in text that PostgreSQL's lower() has folded: names in the log and in the bin. It is folded by lower()
 * too, whose İ and final Σ are other letters than JavaScript's: a name that is copied from the page has to be found.
 */
import { join, raw, sql, type SqlFragment } from "@/lib/scim/filter/sql-fragment";
import { Prisma } from "@/prisma/generated/client";

/** Letters composed, as people type them, and decomposed, as some systems send them. */
const formsOf = (text: string) => [...new Set([text.normalize("NFC"), text.normalize("NFD")])];

const oneOf = (text: string, holds: (form: string) => SqlFragment): SqlFragment =>
  sql`(${join(formsOf(text).map(holds), " OR ")})`;

/** A condition: the folded text has `part` in it. */
export const holdsText = (folded: SqlFragment, part: string): SqlFragment =>
  oneOf(part, (form) => sql`position(lower(${form}::text) IN ${folded}) > 0`);

/** The same, as a trigram index answers it; nothing in `part` acts as a pattern. */
export const holdsIndexed = (folded: SqlFragment, part: string): SqlFragment =>
  oneOf(part, (form) => sql`${folded} LIKE lower(${`%${form.replace(/[\\%_]/g, String.raw`\$&`)}%`}::text)`);

/** A condition: the folded text is `whole`. */
export const isText = (folded: SqlFragment, whole: string): SqlFragment =>
  oneOf(whole, (form) => sql`${folded} = lower(${form}::text)`);

const toPrisma = ({ strings, values }: SqlFragment) => new Prisma.Sql(strings, values);

/** A condition: what stands in a column (of our own writing) has `part` in it, in any case. */
export const holdsName = (column: string, part: string): Prisma.Sql =>
  toPrisma(holdsText(raw(`lower(${column})`), part));

/** A condition: what stands in a column is `whole`, in any case. */
export const isName = (column: string, whole: string): Prisma.Sql => toPrisma(isText(raw(`lower(${column})`), whole));
