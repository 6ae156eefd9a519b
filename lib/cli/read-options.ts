import type { z } from "zod";
import { operatorScope } from "@/lib/auth/operator";
import type { OrganizationScope } from "@/lib/auth/scope";
import { findDirectory } from "@/lib/console/directories";
import type { DirectoryDto } from "@/lib/console/directories";
import { toFieldErrors } from "@/lib/inputs/field-errors";
import { Refusal } from "@/lib/inputs/refusal";
import type { FieldErrors } from "@/lib/inputs/result";
import { english } from "./english";
import { CommandError } from "./terminal";

/** Input field → the option that gives it, where the names differ. */
export type OptionNames = Readonly<Record<string, string>>;

/** "--slug: This short name is taken. Choose another." one line a field. */
export function describeFields(fieldErrors: FieldErrors, names: OptionNames = {}): string {
  const lines = Object.entries(fieldErrors).map(([field, key]) => `--${names[field] ?? kebab(field)}: ${english(key)}`);
  return lines.join("\n");
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Checks options with the same input that the console's form uses.
 * @throws CommandError naming every wrong option
 */
export function readOptions<Input extends z.ZodType>(input: Input, raw: unknown, names?: OptionNames): z.output<Input> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new CommandError("invalid", describeFields(toFieldErrors(parsed.error), names));
  return parsed.data;
}

/** Runs a use-case whose fields have other names than the options: its refusal is told by the options. */
export async function refusedByOption<Value>(names: OptionNames, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    const fieldErrors = error instanceof Refusal ? error.options.fieldErrors : undefined;
    throw fieldErrors === undefined ? error : new CommandError("invalid", describeFields(fieldErrors, names));
  }
}

/** @throws CommandError when there is no organization of that slug */
export async function scopeOf(organization: string): Promise<OrganizationScope> {
  const scope = await operatorScope(organization);
  if (scope === undefined) {
    throw new CommandError("organization-not-found", `There is no organization "${organization}". List them: org list`);
  }
  return scope;
}

/** @throws CommandError when the organization has no directory of that slug */
export async function directoryOf(scope: OrganizationScope, slug: string): Promise<DirectoryDto> {
  const directory = await findDirectory(scope, slug);
  if (directory === undefined) {
    throw new CommandError(
      "directory-not-found",
      `The organization has no directory "${slug}". List them: directory list`,
    );
  }
  return directory;
}

/** `180d` → 180, `1y` → 365. @throws CommandError for anything else */
export function readDays(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,3})([dy])$/.exec(text) ?? [];
  if (count === undefined) {
    throw new CommandError("invalid", "--expires-in: write whole days or years, for instance 180d or 1y.");
  }
  return Number(count) * (unit === "y" ? 365 : 1);
}
