import { isApplicationId, profileOf } from "@/lib/applications/applications";
import { defaultRequestsPerSecond } from "@/lib/applications/request-rate";
import { createDirectory, listDirectories, setDirectoryEnabled, setRequestRate } from "@/lib/console/directories";
import type { DirectoryDto } from "@/lib/console/directories";
import { CreateDirectoryInput, SetRequestRateInput } from "@/lib/inputs/directory";
import { registerExtensionCommands } from "./extension-commands";
import { directoryOf, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { table } from "./terminal";

const toJson = ({ requestsPerSecond, ...directory }: DirectoryDto) => ({
  ...directory,
  requestsPerSecond: requestsPerSecond ?? defaultRequestsPerSecond,
  createdAt: directory.createdAt.toISOString(),
});

export function registerDirectoryCommands({ program, terminal }: Registrar): void {
  const directory = program.command("directory").description("directories: one application's connection each");

  finish<{ organization: string; application: string; slug: string; name?: string; provider: string }>(
    directory
      .command("create")
      .description("connect an application")
      .requiredOption("--organization <slug>")
      .requiredOption("--application <id>", "8x8, ringcentral, ipass-smartconnect or generic")
      .requiredOption("--slug <slug>", "name in URLs and on this command line")
      .option("--name <name>", "shown name; the application's when left out")
      .option("--provider <provider>", "identity provider: entra, okta or other", "entra"),
    terminal,
    "directory create --organization contoso --application 8x8 --slug 8x8",
    async ({ organization, ...options }) => {
      const scope = await scopeOf(organization);
      const name = options.name ?? applicationName(options.application);
      const made = await createDirectory(scope, readOptions(CreateDirectoryInput, { ...options, name }));
      return {
        json: toJson(made),
        text: `Made the directory ${made.name} (${made.slug}); its service is ${onOff(made)}.`,
      };
    },
  );

  for (const [verb, enabled] of [
    ["enable", true],
    ["disable", false],
  ] as const) {
    finish<{ organization: string; directory: string }>(
      directory
        .command(verb)
        .description(enabled ? "turn its service on" : "turn its service off: every request is refused until it is on")
        .requiredOption("--organization <slug>")
        .requiredOption("--directory <slug>"),
      terminal,
      `directory ${verb} --organization contoso --directory 8x8`,
      async (options) => {
        const scope = await scopeOf(options.organization);
        const { id } = await directoryOf(scope, options.directory);
        const changed = await setDirectoryEnabled(scope, { directoryId: id, enabled });
        return {
          json: toJson(changed),
          text: `The service of ${changed.name} (${changed.slug}) is ${onOff(changed)}.`,
        };
      },
    );
  }

  finish<{ organization: string; directory: string; rate: string }>(
    directory
      .command("set")
      .description("change a setting of it")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>")
      .requiredOption("--rate <requests>", "requests a second, sustained: 25 to 10000, or off for no limit"),
    terminal,
    "directory set --organization contoso --directory 8x8 --rate 200",
    async ({ organization, directory: slug, rate }) => {
      const scope = await scopeOf(organization);
      const { id } = await directoryOf(scope, slug);
      const raw = { directoryId: id, requestsPerSecond: rate === "off" ? 0 : Number(rate) };
      const changed = await setRequestRate(scope, readOptions(SetRequestRateInput, raw, { requestsPerSecond: "rate" }));
      const limit = rate === "off" ? "any number of requests" : `${rate} requests a second`;
      return { json: toJson(changed), text: `${changed.name} (${changed.slug}) may send ${limit}.` };
    },
  );

  registerExtensionCommands(directory, terminal);

  finish<{ organization: string }>(
    directory.command("list").description("list an organization's directories").requiredOption("--organization <slug>"),
    terminal,
    "directory list --organization contoso",
    async ({ organization }) => {
      const all = await listDirectories(await scopeOf(organization));
      return {
        json: { directories: all.map(toJson) },
        text: table(
          ["SLUG", "NAME", "APPLICATION", "PROVIDER", "SERVICE"],
          all.map((one) => [one.slug, one.name, one.application, one.provider, onOff(one)]),
          "The organization has no directory yet. Make one: directory create",
        ),
      };
    },
  );
}

/** An unknown application has no name, and is refused in a moment together with whatever else is wrong. */
const applicationName = (application: string): string =>
  isApplicationId(application) ? profileOf(application).name : application;

const onOff = ({ enabled }: DirectoryDto): string => (enabled ? "on" : "off");
