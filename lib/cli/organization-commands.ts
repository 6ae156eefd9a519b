import { setLogDays } from "@/lib/console/log-retention";
import { createOrganization, listOrganizations } from "@/lib/console/organizations";
import { SetLogDaysInput, logDayLimits } from "@/lib/inputs/log";
import { CreateOrganizationInput } from "@/lib/inputs/organization";
import { readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { day, instant, table } from "./terminal";

export function registerOrganizationCommands({ program, terminal }: Registrar): void {
  const org = program.command("org").description("organizations: the customers");

  finish<{ name: string; slug: string }>(
    org
      .command("create")
      .description("make an organization")
      .requiredOption("--name <name>", "shown name")
      .requiredOption("--slug <slug>", "name in URLs and on this command line"),
    terminal,
    'org create --name "Contoso" --slug contoso',
    async (options) => {
      const { id, slug, name } = await createOrganization(readOptions(CreateOrganizationInput, options));
      return { json: { id, slug, name }, text: `Made the organization ${name} (${slug}).` };
    },
  );

  finish(org.command("list").description("list all organizations"), terminal, "org list --json", async () => {
    const all = await listOrganizations();
    return {
      json: { organizations: all.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: instant(createdAt) })) },
      text: table(
        ["SLUG", "NAME", "DIRECTORIES", "ADMINS", "SINCE"],
        all.map((one) => [one.slug, one.name, String(one.directories), String(one.admins), day(one.createdAt, "")]),
        "There is no organization yet. Make one: org create --name Contoso --slug contoso",
      ),
    };
  });

  finish<{ organization: string; days: string }>(
    org
      .command("log-days")
      .description("for how many days an organization's provisioning log is kept; what is older is deleted")
      .requiredOption("--organization <slug>")
      .requiredOption("--days <number>", `${logDayLimits.least} to ${logDayLimits.most}`),
    terminal,
    "org log-days --organization contoso --days 30",
    async ({ organization, days }) => {
      const input = readOptions(SetLogDaysInput, { days: Number(days) });
      await setLogDays(await scopeOf(organization), input);
      return { json: { organization, ...input }, text: `The log of ${organization} is kept for ${input.days} days.` };
    },
  );
}
