import { runCommandLine } from "./command-line";
import { CommandError } from "./terminal";

/**
 * The client's command line on this process's own streams. Ctrl-C ends what runs in good order; a second one ends the process.
 * @param argv what follows the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort(new CommandError("Stopped."));
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  try {
    return await runCommandLine(argv, {
      out: (text) => process.stdout.write(`${text}\n`),
      error: (text) => process.stderr.write(`${text}\n`),
      draw: (text) => process.stderr.write(`\r\u001b[K${text}`),
      isWatched: process.stderr.isTTY,
      signal: interrupted.signal,
    });
  } finally {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
  }
}
