import type { Command } from "commander";
import { connectionTarget, startConnectionTest } from "@/lib/console/test-connection";
import type { ConnectionCheck } from "@/lib/console/connection-check";
import { env } from "@/lib/env";
import { TestConnectionInput } from "@/lib/inputs/test-connection";
import messages from "@/messages/en.json";
import { directoryOf, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import { CommandError } from "./terminal";
import type { Terminal } from "./terminal";

const words = messages.testConnection;
const signs = { passed: "ok  ", warning: "look", failed: "FAIL", skipped: "–   " } as const;

/** `directory test-connection`: the button of the console, for whoever sits at the machine. */
export function registerTestConnection(directory: Command, terminal: Terminal): void {
  finish<{ organization: string; directory: string; token?: string }>(
    directory
      .command("test-connection")
      .description("ask, at the public Tenant URL, what Entra ID will ask; changes nothing")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>")
      .option("--token <token>", "the token to try; one is made for the test when left out"),
    terminal,
    "directory test-connection --organization contoso --directory 8x8",
    async ({ organization, directory: slug, token }) => {
      const scope = await scopeOf(organization);
      const { id } = await directoryOf(scope, slug);
      const input = readOptions(TestConnectionInput, { directoryId: id, token });
      const target = await connectionTarget(env.publicUrl ?? `http://localhost:${env.port}`);
      const checks: ConnectionCheck[] = [];
      for await (const check of await startConnectionTest(scope, input, target)) checks.push(check);
      const failed = checks.filter(({ result }) => result === "failed");
      const text = checks.map(toText).join("\n");
      if (failed.length > 0) throw new CommandError(`connection-${failed[0]?.cause ?? "failed"}`, text);
      return { json: { passed: true, checks: checks.map(toJson) }, text };
    },
  );
}

const toJson = ({ name, result, cause }: ConnectionCheck) => ({ name, result, cause });

function toText({ name, result, cause, values, sent, answer, error }: ConnectionCheck): string {
  const lines = [`${signs[result]}  ${words.checks[name]}`];
  if (cause !== null) {
    const { title, remedy } = words.causes[cause];
    lines.push(fill(title, values), fill(remedy, values));
  }
  if (result === "failed") {
    if (sent !== null) lines.push(`asked: ${sent}`);
    if (answer !== null) lines.push(`came back: ${answer.status} ${answer.contentType}`);
    if (error !== null) lines.push(`error: ${error}`);
  }
  return lines.join("\n      ");
}

const fill = (text: string, values: ConnectionCheck["values"]): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(name === "provider" ? "Entra ID" : (values[name] ?? whole)),
  );
