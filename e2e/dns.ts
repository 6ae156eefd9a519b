/** The DNS that the server under test asks: a folder with a file for each name (scripts/testing/suites.mjs). */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

function fileOf(name: string): string {
  const zone = process.env.MUSTER_TEST_ZONE;
  if (zone === undefined) throw new Error("MUSTER_TEST_ZONE is not set: run the tests by npm test.");
  return join(zone, name);
}

/** From now on the name has exactly these TXT records. */
export const publishTxt = (name: string, ...records: string[]) => writeFile(fileOf(name), records.join("\n"));

/** From now on there is no such name. */
export const withdrawTxt = (name: string) => rm(fileOf(name), { force: true });
