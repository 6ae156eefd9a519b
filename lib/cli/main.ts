import { text } from "node:stream/consumers";
import { db } from "@/lib/db/client";
import { endConnections } from "@/lib/db/pipelines";
import { log } from "@/lib/log";
import { runCommandLine } from "./command-line";

/**
 * The operator command line on this process's own streams. Needs DATABASE_URL; ends every connection it made.
 * @param argv what follows the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
  // Standard output belongs to the answer alone; what goes wrong is told on standard error.
  log.level = "silent";
  try {
    return await runCommandLine(argv, {
      out: (line) => process.stdout.write(`${line}\n`),
      error: (line) => process.stderr.write(`${line}\n`),
      readInput: () => text(process.stdin),
    });
  } finally {
    await db.$disconnect();
    await endConnections();
  }
}
