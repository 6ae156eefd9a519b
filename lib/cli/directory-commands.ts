import { isApplicationId, profileOf } from "@/lib/applications/applications";
import { defaultRequestsPerSecond } from "@/lib/applications/request-rate";
import { createDirectory, setDirectoryEnabled, setDomainPolicy, setRequestRate } from "@/lib/console/directories";
import type { DirectoryDto } from "@/lib/console/directories";
import type { HealthDto } from "@/lib/console/health";
import { summarizeDirectories } from "@/lib/console/overview";
import { CreateDirectoryInput, SetDomainPolicyInput, SetRequestRateInput } from "@/lib/inputs/directory";
import { registerBrakeCommands } from "./brake-commands";
import { registerExtensionCommands } from "./extension-commands";
import { directoryOf, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError, table } from "./terminal";
import { registerTestConnection } from "./test-connection-command";

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

  finish<{ organization: string; directory: string; rate?: string; domainPolicy?: string }>(
    directory
      .command("set")
      .description("change settings of it")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>")
      .option("--rate <requests>", "requests a second, sustained: 25 to 10000, or off for no limit")
      .option("--domain-policy <policy>", "userNames it accepts: off (all), registered or verified domains"),
    terminal,
    "directory set --organization contoso --directory 8x8 --rate 200 --domain-policy verified",
    async ({ organization, directory: slug, rate, domainPolicy }) => {
      const scope = await scopeOf(organization);
      const directoryId = (await directoryOf(scope, slug)).id;
      // Everything is read before anything is changed.
      const rateInput =
        rate === undefined
          ? undefined
          : readOptions(
              SetRequestRateInput,
              { directoryId, requestsPerSecond: rate === "off" ? 0 : Number(rate) },
              { requestsPerSecond: "rate" },
            );
      const policyInput =
        domainPolicy === undefined
          ? undefined
          : readOptions(SetDomainPolicyInput, { directoryId, policy: domainPolicy }, { policy: "domain-policy" });
      if (rateInput) await setRequestRate(scope, rateInput);
      if (policyInput) await setDomainPolicy(scope, policyInput);
      if (!rateInput && !policyInput) {
        throw new CommandError("invalid", "Say what to set: --rate, --domain-policy or both.");
      }
      const changed = await directoryOf(scope, slug);
      return { json: toJson(changed), text: settingsSentence(changed) };
    },
  );

  registerBrakeCommands(directory, terminal);
  registerExtensionCommands(directory, terminal);
  registerTestConnection(directory, terminal);

  finish<{ organization: string }>(
    directory.command("list").description("list an organization's directories").requiredOption("--organization <slug>"),
    terminal,
    "directory list --organization contoso",
    async ({ organization }) => {
      const all = await summarizeDirectories(await scopeOf(organization));
      return {
        json: {
          directories: all.map(({ health, lastRequestAt, ...one }) => ({
            ...toJson(one),
            lastRequestAt: lastRequestAt?.toISOString() ?? null,
            health: { state: health.state, reason: health.kind, since: health.since.toISOString() },
          })),
        },
        text: table(
          ["SLUG", "NAME", "APPLICATION", "PROVIDER", "SERVICE", "DOMAINS", "HEALTH"],
          all.map((one) => [
            one.slug,
            one.name,
            one.application,
            one.provider,
            onOff(one),
            one.domainPolicy,
            healthText(one.health),
          ]),
          "The organization has no directory yet. Make one: directory create",
        ),
      };
    },
  );
}

/** An unknown application has no name, and is refused in a moment together with whatever else is wrong. */
const applicationName = (application: string): string =>
  isApplicationId(application) ? profileOf(application).name : application;

const healthText = ({ state, kind }: HealthDto): string => (kind === null ? state : `${state} (${kind})`);

const accepted = {
  off: "every domain",
  registered: "registered domains",
  verified: "verified domains",
} as const;

function settingsSentence({ name, slug, requestsPerSecond, domainPolicy }: DirectoryDto): string {
  const rate = requestsPerSecond ?? defaultRequestsPerSecond;
  const limit = rate === 0 ? "any number of requests" : `${rate} requests a second`;
  return `${name} (${slug}) may send ${limit}, and accepts userNames in ${accepted[domainPolicy]}.`;
}

const onOff = ({ enabled }: DirectoryDto): string => (enabled ? "on" : "off");
