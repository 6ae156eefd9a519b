import type { Json } from "@/lib/scim/json";

/** Where a command reads and writes; the tests bring their own. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** All of standard input. */
  readInput(): Promise<string>;
}

/** What a command answers: one JSON object for programs, a few readable lines for people. */
export interface Answer {
  readonly json: { readonly [name: string]: Json };
  readonly text: string;
}

/** The command cannot be carried out; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  constructor(
    /** Stable, kebab-case. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Columns as wide as their widest cell; `empty` when there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
  if (rows.length === 0) return empty;
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A day, as tables show it. */
export const day = (date: Date | null, none: string): string => date?.toISOString().slice(0, 10) ?? none;

/** The one-line form that JSON gives a date. */
export const instant = (date: Date | null): string | null => date?.toISOString() ?? null;
