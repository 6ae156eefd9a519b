import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { parseLife, serializeLife } from "../life/life-file";
import type { Life } from "../life/run-life";
import { CommandError } from "./terminal";

/** The company of a state, if there is one. @throws CommandError when the file is something else */
export async function readLife(state: string): Promise<Life | undefined> {
  const file = `${state}.company`;
  if (!existsSync(file)) return undefined;
  try {
    return parseLife(await readFile(file, "utf8"));
  } catch {
    throw new CommandError(`${file} is no company of this program. Delete it and ${state} to begin anew.`);
  }
}

/** Beside the state, whole or not at all. */
export async function keepLife(state: string, life: Life): Promise<void> {
  const draft = `${state}.company.${process.pid}.tmp`;
  await writeFile(draft, serializeLife(life));
  await rename(draft, `${state}.company`);
}
