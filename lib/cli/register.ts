import type { Command } from "commander";
import type { Answer, Terminal } from "./terminal";

/** What every command needs from the program it is registered in. */
export interface Registrar {
  readonly program: Command;
  readonly terminal: Terminal;
}

/**
 * Finishes a command: an example in its help, and its answer printed as --json asks.
 * @param example the command line after `muster`
 */
export function finish<Options extends Record<string, unknown>>(
  command: Command,
  terminal: Terminal,
  example: string,
  run: (options: Options) => Promise<Answer>,
): void {
  command.addHelpText("after", `\nExample:\n  npm run --silent muster -- ${example}`);
  command.action(async () => {
    const options = command.optsWithGlobals<Options & { json?: true }>();
    const { json, text } = await run(options);
    terminal.out(options.json === true ? JSON.stringify(json) : text);
  });
}
