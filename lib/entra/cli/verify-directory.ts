import type { EntraHttpClient } from "../http-client";
import type { Life } from "../life/run-life";
import type { Configuration } from "../sync/configuration";
import { compareDirectory } from "../verify/compare";
import type { DirectoryDifference } from "../verify/compare";
import { readDirectory } from "../verify/read-directory";
import { CommandError } from "./terminal";

/** Reads the whole directory and holds it against what the company should have made of it. @throws CommandError */
export async function verifyDirectory(
  client: EntraHttpClient,
  { expectation }: Pick<Life, "expectation">,
  configuration: Configuration,
): Promise<readonly DirectoryDifference[]> {
  try {
    return compareDirectory(await readDirectory(client), expectation, configuration);
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}
