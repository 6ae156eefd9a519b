import type { QueryConfig, QueryResultRow } from "pg";
import { DatabaseError } from "pg";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import type { Pipeline } from "./pipeline";
import { lookups, pages, searches, writes } from "./pipelines";
import { MemberVanished, UniqueViolation } from "./resource-store";
import { runAlone, runPlannedAnew } from "./run-alone";

/** Every connection keeps its prepared statements for ever, and filters come in ever new shapes: only so many are named. */
const namedStatementsMax = 200;
const namesByText = new Map<string, string>();

/** Whether half a directory or nobody matches changes the plan, and of a statement without a name the values are known. */
const plannedByValue = /\bLIKE |\bstarts_with\(/;

function nameOf(text: string): string | undefined {
  const known = namesByText.get(text);
  if (known !== undefined || namesByText.size >= namedStatementsMax || plannedByValue.test(text)) return known;
  const name = `muster_${namesByText.size}`;
  namesByText.set(text, name);
  return name;
}

/** The text of a fragment, with $1, $2, … for its values. */
export function toText({ strings }: SqlFragment): string {
  let text = strings[0] ?? "";
  for (let index = 1; index < strings.length; index += 1) text += `$${index}${strings[index]}`;
  return text;
}

/** A fragment as pg takes it, prepared under a name where its shape is among the first seen. */
function toStatement(fragment: SqlFragment): QueryConfig {
  const text = toText(fragment);
  return { name: nameOf(text), text, values: [...fragment.values] };
}

/** Runs a fragment that may take long. One round trip. */
export async function run<Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> {
  const { rows } = await runAlone<Row>(toStatement(fragment));
  return rows;
}

/**
 * Runs a statement that names many resources: planned for just these. A plan that was kept from when there were few would
 * look through all that there are for each of them.
 */
export async function runOnce<Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> {
  const { rows } = await runAlone<Row>({ ...toStatement(fragment), name: undefined });
  return rows;
}

/**
 * As `runOnce`, for a write of rows that refer to many resources. Each connection keeps a plan of how it checks a foreign
 * key; one from when there were few people looks through all that there are by now, for each of them.
 */
export async function writeMany<Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> {
  const { rows } = await runAlone<Row>({ ...toStatement(fragment), name: undefined }, runPlannedAnew);
  return rows;
}

/** Runs a read by ids or other keys; its plan does not depend on them. */
export const lookUp = <Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> => share(lookups, fragment);

/** Runs a read that an index should answer at once, whichever the plan finds best for its values. */
export const search = <Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> => share(searches, fragment);

/** Runs a read of a page of a whole directory; its plan does not depend on where it is. */
export const readPage = <Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> => share(pages, fragment);

/** A statement that turns out to take its time is begun again where it holds up nobody. */
async function share<Row extends QueryResultRow>(connection: Pipeline, fragment: SqlFragment): Promise<Row[]> {
  try {
    const { rows } = await connection.query<Row>(toStatement(fragment));
    return rows;
  } catch (error) {
    if (isTooSlow(error)) return run<Row>(fragment);
    throw error;
  }
}

/** Runs a short write, committed when it resolves: it may share its transaction with others of its kind. */
export const write = <Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> =>
  writes.write<Row>(toStatement(fragment));

/** Whether PostgreSQL gave a statement up because it took longer than its connection allows. */
export const isTooSlow = (error: unknown): boolean => error instanceof DatabaseError && error.code === "57014";

/** Whether a statement was refused for what it wanted to store (SQLSTATE classes 22 and 23): trying again cannot help. */
export const isDataError = (error: unknown): boolean =>
  error instanceof DatabaseError && /^2[23]/.test(error.code ?? "");

/**
 * For `.catch`: PostgreSQL's constraint errors of a resource write as the store's own.
 * @throws UniqueViolation, MemberVanished, or the error itself
 */
export function toStoreError(error: unknown): never {
  if (error instanceof DatabaseError) {
    if (error.code === "23505") throw new UniqueViolation(error.constraint, { cause: error });
    if (error.code === "23503") throw new MemberVanished(error.constraint, { cause: error });
  }
  throw error;
}
