import type { QueryResultRow } from "pg";
import { DatabaseError } from "pg";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import { pool } from "./pool";
import { MemberVanished, UniqueViolation } from "./resource-store";

/** Every connection keeps its prepared statements for ever, and filters come in ever new shapes: only so many are named. */
const namedStatementsMax = 200;
const namesByText = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = namesByText.get(text);
  if (known !== undefined || namesByText.size >= namedStatementsMax) return known;
  const name = `muster_${namesByText.size}`;
  namesByText.set(text, name);
  return name;
}

/** Runs a fragment, prepared under a name where its shape is among the first seen. One round trip. */
export async function run<Row extends QueryResultRow>(fragment: SqlFragment): Promise<Row[]> {
  const text = fragment.strings.reduce((whole, part, index) => (index === 0 ? part : `${whole}$${index}${part}`), "");
  const { rows } = await pool.query<Row>({ name: nameOf(text), text, values: [...fragment.values] });
  return rows;
}

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
