import type { Command } from "commander";
import type { OrganizationScope } from "@/lib/auth/scope";
import { domainImpact } from "@/lib/console/domain-usage";
import {
  addDomain,
  checkDomain,
  findDomain,
  listDomains,
  removeDomain,
  setSubdomains,
  vouchForDomain,
} from "@/lib/console/domains";
import type { DomainDto } from "@/lib/console/domains";
import { listSuggestions } from "@/lib/console/refused-domains";
import { AddDomainInput } from "@/lib/inputs/domain";
import { domainJson, domainLines } from "./domain-words";
import { readOptions, refusedByOption, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError, day, instant, table } from "./terminal";

type DomainOptions = { organization: string; domain: string };

const optionNames = { name: "domain" };

const ofDomain = (command: Command): Command =>
  command.requiredOption("--organization <slug>").requiredOption("--domain <name>", "for instance contoso.com");

export function registerDomainCommands({ program, terminal }: Registrar): void {
  const domain = program.command("domain").description("domains: some applications accept only userNames in them");

  finish<DomainOptions & { subdomains?: true; verified?: true }>(
    ofDomain(domain.command("add"))
      .description("register a domain")
      .option("--subdomains", "let it speak for its subdomains too")
      .option("--verified", "vouch for it: no DNS record is asked for"),
    terminal,
    "domain add --organization contoso --domain contoso.com --verified",
    async ({ organization, domain: name, subdomains, verified }) => {
      const scope = await scopeOf(organization);
      const input = readOptions(AddDomainInput, { name, coversSubdomains: subdomains === true }, optionNames);
      const added = await refusedByOption(optionNames, () => addDomain(scope, input, { verified: verified === true }));
      return { json: domainJson(added), text: `Registered ${added.name}.\n${domainLines(added)}` };
    },
  );

  finish<{ organization: string }>(
    domain.command("list").description("list an organization's domains").requiredOption("--organization <slug>"),
    terminal,
    "domain list --organization contoso",
    async ({ organization }) => {
      const all = await listDomains(await scopeOf(organization));
      return {
        json: { domains: all.map(domainJson) },
        text: table(
          ["DOMAIN", "STATE", "SUBDOMAINS", "SINCE", "VERIFIED", "CHECKED"],
          all.map((one) => [
            one.name,
            one.taken ? "taken" : one.state,
            one.coversSubdomains ? "yes" : "no",
            day(one.createdAt, ""),
            day(one.verifiedAt, ""),
            one.vouched ? "vouched for" : day(one.checkedAt, "never"),
          ]),
          "The organization has no domain yet. Register one: domain add",
        ),
      };
    },
  );

  finish<DomainOptions>(
    ofDomain(domain.command("check")).description("look for its TXT record in DNS now"),
    terminal,
    "domain check --organization contoso --domain contoso.com",
    async (options) => {
      const { scope, found } = await domainOf(options);
      const checked = await checkDomain(scope, { domainId: found.id });
      return { json: domainJson(checked), text: domainLines(checked) };
    },
  );

  finish<DomainOptions>(
    ofDomain(domain.command("vouch")).description("verify it on your word: no DNS record is asked for any more"),
    terminal,
    "domain vouch --organization contoso --domain contoso.com",
    async (options) => {
      const { scope, found } = await domainOf(options);
      const vouched = await vouchForDomain(scope, { domainId: found.id });
      return { json: domainJson(vouched), text: domainLines(vouched) };
    },
  );

  finish<DomainOptions & { subdomains: string }>(
    ofDomain(domain.command("set"))
      .description("say whether it speaks for its subdomains too")
      .requiredOption("--subdomains <on|off>", "whether contoso.com covers eu.contoso.com"),
    terminal,
    "domain set --organization contoso --domain contoso.com --subdomains on",
    async ({ subdomains, ...options }) => {
      if (subdomains !== "on" && subdomains !== "off") throw new CommandError("invalid", "--subdomains: on or off.");
      const { scope, found } = await domainOf(options);
      const changed = await setSubdomains(scope, { domainId: found.id, coversSubdomains: subdomains === "on" });
      const covers = changed.coversSubdomains ? "covers" : "does not cover";
      return { json: domainJson(changed), text: `${changed.name} ${covers} its subdomains.` };
    },
  );

  finish<DomainOptions & { withUsers?: true }>(
    ofDomain(domain.command("remove"))
      .description("withdraw a domain: new userNames in it are refused where domains are asked for")
      .option("--with-users", "also when active users have a userName in it"),
    terminal,
    "domain remove --organization contoso --domain contoso.nl",
    async ({ withUsers, ...options }) => {
      const { scope, found } = await domainOf(options);
      const { active, asking } = await domainImpact(scope, found.id);
      if (active > 0 && withUsers !== true) throw holdsUsers(found, active, asking);
      await removeDomain(scope, { domainId: found.id });
      return { json: { name: found.name, activeUsers: active }, text: `Removed ${found.name}.` };
    },
  );

  finish<{ organization: string }>(
    domain
      .command("refused")
      .description("domains that people were refused for, with how many wait")
      .requiredOption("--organization <slug>"),
    terminal,
    "domain refused --organization contoso",
    async ({ organization }) => {
      const all = await listSuggestions(await scopeOf(organization));
      return {
        json: {
          refused: all.map(({ directory, verdict, ...one }) => ({
            domain: one.domain,
            directory: directory.slug,
            people: one.waiting,
            arrived: one.arrived,
            now: verdict.kind,
            lastAt: instant(one.lastAt),
          })),
        },
        text: table(
          ["DOMAIN", "DIRECTORY", "PEOPLE", "ARRIVED", "NOW", "LAST REFUSED"],
          all.map(({ directory, verdict, ...one }) => [
            one.domain,
            directory.slug,
            String(one.waiting),
            String(one.arrived),
            verdict.kind,
            day(one.lastAt, ""),
          ]),
          "Nobody was refused for a domain within a month.",
        ),
      };
    },
  );
}

function holdsUsers({ name }: DomainDto, active: number, asking: readonly { readonly name: string }[]): CommandError {
  const users = `${active} active ${active === 1 ? "user has" : "users have"} a userName in ${name}`;
  const consequence =
    asking.length === 0
      ? "no directory asks for registered domains at present"
      : `${asking.map((directory) => directory.name).join(", ")} would refuse new people in it`;
  return new CommandError(
    "holds-users",
    `${users}; ${consequence}. Nobody is disabled. Add --with-users to remove it.`,
  );
}

/** @throws CommandError when the organization has no such domain */
async function domainOf({
  organization,
  domain,
}: DomainOptions): Promise<{ scope: OrganizationScope; found: DomainDto }> {
  const scope = await scopeOf(organization);
  const { name } = readOptions(AddDomainInput, { name: domain }, optionNames);
  const found = await findDomain(scope, name);
  if (found === undefined) {
    throw new CommandError("domain-not-found", `The organization has no domain ${name}. List them: domain list`);
  }
  return { scope, found };
}
