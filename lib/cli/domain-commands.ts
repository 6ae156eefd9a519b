import { addDomain, listDomains } from "@/lib/console/domains";
import type { DomainDto } from "@/lib/console/domains";
import { AddDomainInput } from "@/lib/inputs/domain";
import { readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { day, instant, table } from "./terminal";

export function registerDomainCommands({ program, terminal }: Registrar): void {
  const domain = program.command("domain").description("domains: some applications accept only userNames in them");

  finish<{ organization: string; domain: string; verified?: true }>(
    domain
      .command("add")
      .description("register a domain")
      .requiredOption("--organization <slug>")
      .requiredOption("--domain <name>", "for instance contoso.com")
      .option("--verified", "vouch for it: no DNS record is asked for"),
    terminal,
    "domain add --organization contoso --domain contoso.com --verified",
    async ({ organization, domain: name, verified }) => {
      const scope = await scopeOf(organization);
      const input = readOptions(AddDomainInput, { name }, { name: "domain" });
      const added = await addDomain(scope, input, { verified: verified === true });
      return { json: toJson(added), text: `Registered ${added.name}; it is ${added.state}.` };
    },
  );

  finish<{ organization: string }>(
    domain.command("list").description("list an organization's domains").requiredOption("--organization <slug>"),
    terminal,
    "domain list --organization contoso",
    async ({ organization }) => {
      const all = await listDomains(await scopeOf(organization));
      return {
        json: { domains: all.map(toJson) },
        text: table(
          ["DOMAIN", "STATE", "SINCE", "VERIFIED"],
          all.map((one) => [one.name, one.state, day(one.createdAt, ""), day(one.verifiedAt, "")]),
          "The organization has no domain yet. Register one: domain add",
        ),
      };
    },
  );
}

const toJson = ({ createdAt, verifiedAt, ...rest }: DomainDto) => ({
  ...rest,
  createdAt: instant(createdAt),
  verifiedAt: instant(verifiedAt),
});
