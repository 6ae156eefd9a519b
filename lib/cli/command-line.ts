import { Command, CommanderError } from "commander";
import { Refusal } from "@/lib/inputs/refusal";
import { registerAdminCommands } from "./admin-commands";
import { registerDirectoryCommands } from "./directory-commands";
import { registerDomainCommands } from "./domain-commands";
import { english } from "./english";
import { registerGuideLinkCommands } from "./guide-link-commands";
import { registerNotifyCommands } from "./notify-commands";
import { registerOAuthClientCommands } from "./oauth-client-commands";
import { registerMailCommands } from "./mail-commands";
import { registerOrganizationCommands } from "./organization-commands";
import { describeFields } from "./read-options";
import { registerSeedCommands } from "./seed-commands";
import { registerTokenCommands } from "./token-commands";
import { registerUserCommands } from "./user-commands";
import { registerWebhookCommands } from "./webhook-commands";
import { CommandError } from "./terminal";
import type { Terminal } from "./terminal";

/** Exit codes: 1 the command was refused or failed, 2 it was not understood. */
const exitCode = { done: 0, failed: 1, usage: 2 } as const;

/**
 * Runs one command.
 * @param argv what follows the program's name
 * @returns the exit code; everything else was written to the terminal
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const usage: string[] = [];
  const program = new Command("muster")
    .description("Operator command line of Muster. It may be used while the server runs.")
    .option("--json", "print one JSON object; errors become one on standard error")
    .showHelpAfterError("Add --help to see what it needs.")
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => usage.push(text.trimEnd().replace(/^error: /, "")),
    });
  const registrar = { program, terminal };
  registerOrganizationCommands(registrar);
  registerAdminCommands(registrar);
  registerDirectoryCommands(registrar);
  registerTokenCommands(registrar);
  registerOAuthClientCommands(registrar);
  registerGuideLinkCommands(registrar);
  registerDomainCommands(registrar);
  registerUserCommands(registrar);
  registerMailCommands(registrar);
  registerNotifyCommands(registrar);
  registerWebhookCommands(registrar);
  registerSeedCommands(registrar);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
    const { code, message } = describe(error, usage);
    terminal.error(argv.includes("--json") ? JSON.stringify({ error: { code, message } }) : message);
    return code === "usage" ? exitCode.usage : exitCode.failed;
  }
}

function describe(error: unknown, usage: readonly string[]): { code: string; message: string } {
  if (error instanceof CommanderError) return { code: "usage", message: usage.join("\n") || error.message };
  if (error instanceof CommandError) return { code: error.code, message: error.message };
  if (error instanceof Refusal) {
    const { fieldErrors, values } = error.options;
    const code = error.key.slice(error.key.indexOf(".") + 1);
    return { code, message: fieldErrors === undefined ? english(error.key, values) : describeFields(fieldErrors) };
  }
  // The operator is the one to look into it, so here nothing is held back.
  return { code: "unexpected", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
