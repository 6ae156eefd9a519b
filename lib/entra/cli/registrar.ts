import type { Command } from "commander";
import type { Terminal } from "./terminal";

/** What a command is registered with. */
export interface Registrar {
  readonly program: Command;
  readonly terminal: Terminal;
  /** The command was carried out and found something wrong: the exit code says so. */
  fail(): void;
}
