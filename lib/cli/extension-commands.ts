import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { Extension } from "@/lib/applications/settings";
import { listExtensions, removeExtension, setExtension } from "@/lib/console/extensions";
import type { ExtensionOutcome } from "@/lib/console/extensions";
import { directoryOf, scopeOf } from "./read-options";
import { finish } from "./register";
import { CommandError, table } from "./terminal";
import type { Answer, Terminal } from "./terminal";

type DirectoryOptions = { organization: string; directory: string };

const ofDirectory = (command: Command): Command =>
  command.requiredOption("--organization <slug>").requiredOption("--directory <slug>");

/** `directory extension …`: schemas that a directory adds to its users (RFC 7643 §3.3). */
export function registerExtensionCommands(directory: Command, terminal: Terminal): void {
  const extension = directory
    .command("extension")
    .description("custom extension schemas of a generic directory")
    .addHelpText("after", "\nExample:\n  npm run --silent muster -- directory extension set --help");

  finish<DirectoryOptions & { file: string; withValues?: true }>(
    ofDirectory(extension.command("set"))
      .description("define an extension of User, or define it anew")
      .requiredOption("--file <path>", "JSON: urn, name, attributes [{name, type, …}]; - reads standard input")
      .option("--with-values", "let people lose the values of attributes that go or change their type"),
    terminal,
    "directory extension set --organization contoso --directory hr --file extension.json",
    async ({ organization, directory: slug, file, withValues = false }) => {
      const given = readExtension(file === "-" ? await terminal.readInput() : await textOf(file));
      const scope = await scopeOf(organization);
      const { id } = await directoryOf(scope, slug);
      const outcome = await setExtension(scope, { directoryId: id, extension: given, withValues });
      return told(
        outcome,
        ({ urn, attributes }) => `${slug} has the extension ${urn}, attributes: ${attributes.length}.`,
      );
    },
  );

  finish<DirectoryOptions & { urn: string; withValues?: true }>(
    ofDirectory(extension.command("remove"))
      .description("take an extension away")
      .requiredOption("--urn <urn>")
      .option("--with-values", "let people lose their values of it"),
    terminal,
    "directory extension remove --organization contoso --directory hr --urn urn:contoso:scim:schemas:hr:1.0:User",
    async ({ organization, directory: slug, urn, withValues = false }) => {
      const scope = await scopeOf(organization);
      const { id } = await directoryOf(scope, slug);
      const outcome = await removeExtension(scope, { directoryId: id, urn, withValues });
      return told(outcome, (removed) => `${slug} no longer has the extension ${removed.urn}.`);
    },
  );

  finish<DirectoryOptions>(
    ofDirectory(extension.command("list")).description("list a directory's extensions"),
    terminal,
    "directory extension list --organization contoso --directory hr",
    async ({ organization, directory: slug }) => {
      const scope = await scopeOf(organization);
      const { id } = await directoryOf(scope, slug);
      const extensions = await listExtensions(scope, id);
      return {
        json: { extensions },
        text: table(
          ["URN", "NAME", "ATTRIBUTES"],
          extensions.map(({ urn, name, attributes }) => [urn, name, attributes.map((each) => each.name).join(", ")]),
          "The directory has no extension. Define one: directory extension set",
        ),
      };
    },
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError("invalid", `--file: it cannot be read (${why}).`);
  }
}

function readExtension(text: string): Extension {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CommandError("invalid", `--file: it is not JSON (${error instanceof Error ? error.message : ""}).`);
  }
  const parsed = Extension.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `--file: ${[...path, message].join(": ")}`);
  throw new CommandError("invalid", lines.join("\n"));
}

function told(outcome: ExtensionOutcome, sentence: (extension: Extension) => string): Answer {
  switch (outcome.kind) {
    case "done": {
      const { extension, people } = outcome;
      const lost = people === 0 ? "" : ` ${people} ${people === 1 ? "person has" : "people have"} lost values.`;
      return { json: { extension, people }, text: `${sentence(extension)}${lost}` };
    }
    case "notExtensible":
      throw new CommandError(
        "not-extensible",
        "Only a directory of the application generic has extensions of its own.",
      );
    case "unknown":
      throw new CommandError(
        "extension-not-found",
        "--urn: the directory has no such extension. List them: directory extension list",
      );
    case "clash":
      throw new CommandError("invalid", `--file: ${outcome.why}`);
    case "holdsValues":
      throw new CommandError(
        "holds-values",
        `${outcome.people} ${outcome.people === 1 ? "person has" : "people have"} values that would be lost. Add --with-values if they may be.`,
      );
  }
}
