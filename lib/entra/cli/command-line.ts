import { Command, CommanderError } from "commander";
import { TokenError } from "../authentication/access-token";
import { registerConformanceCommand } from "./conformance-command";
import { registerCycleCommand } from "./cycle-command";
import { registerLoadCommand } from "./load-command";
import { registerLogsCommand } from "./logs-command";
import { registerOnDemandCommand } from "./on-demand-command";
import { registerRunCommand } from "./run-command";
import { registerStatusCommands } from "./status-command";
import { registerTestConnectionCommand } from "./test-connection-command";
import { CommandError, type Terminal } from "./terminal";
import { registerVerifyCommand } from "./verify-command";

/** Exit codes: 1 something failed, 2 the command was not understood. */
const exitCode = { done: 0, failed: 1, usage: 2 } as const;

/**
 * Runs one command.
 * @param argv what follows the program's name
 * @returns the exit code; everything else was written to the terminal
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const usage: string[] = [];
  let code: number = exitCode.done;
  const program = new Command("entra")
    .description("Microsoft Entra ID's provisioning service, as far as it is known, against any SCIM 2.0 service.")
    .showHelpAfterError("Add --help to see what it needs.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => usage.push(text.trimEnd().replace(/^error: /, "")),
    });
  const registrar = { program, terminal, fail: () => (code = exitCode.failed) };
  registerTestConnectionCommand(registrar);
  registerCycleCommand(registrar);
  registerRunCommand(registrar);
  registerVerifyCommand(registrar);
  registerOnDemandCommand(registrar);
  registerStatusCommands(registrar);
  registerLogsCommand(registrar);
  registerLoadCommand(registrar);
  registerConformanceCommand(registrar);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
    const isUsage = error instanceof CommanderError;
    const message = isUsage ? usage.join("\n") || error.message : messageOf(error);
    terminal.error(argv.includes("--json") ? JSON.stringify({ error: { message } }) : message);
    return isUsage ? exitCode.usage : exitCode.failed;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof CommandError || error instanceof TokenError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
