import { provisionOnDemand } from "../sync/on-demand";
import type { OnDemandReport } from "../sync/on-demand";
import type { Tenant } from "../tenant/tenant";
import { addConnectionOptions, connectionOf } from "./connection-options";
import type { ConnectionOptions } from "./connection-options";
import type { Registrar } from "./registrar";
import { addTenantOptions, tenantOf } from "./tenant-options";
import type { TenantOptions } from "./tenant-options";
import { CommandError } from "./terminal";

type Options = ConnectionOptions &
  TenantOptions & {
    readonly user?: string;
    readonly group?: string;
    readonly member: readonly string[];
    readonly json?: true;
  };

/** `provision-on-demand`: one person, or one group with up to five members, at once. */
export function registerOnDemandCommand({ program, terminal, fail }: Registrar): void {
  addTenantOptions(addConnectionOptions(program.command("provision-on-demand")))
    .description("provision one person, or one group with up to five members, and show each step")
    .option("--user <name>", "userPrincipalName or id")
    .option("--group <name>", "displayName or id")
    .option(
      "--member <name>",
      "of the group; may be repeated",
      (name: string, before: string[]) => [...before, name],
      [],
    )
    .option("--json", "print one JSON object")
    .action(async (options: Options) => {
      const { client } = await connectionOf(options);
      const { tenant, configuration } = await tenantOf(options);
      const { user, group, member, json } = options;
      if ((user === undefined) === (group === undefined)) throw new CommandError("Either --user or --group is needed.");
      if (member.length > 5) throw new CommandError("At most five members can go with a group.");
      try {
        const id = idOf(tenant, user ?? group ?? "");
        const members = member.map((name) => idOf(tenant, name));
        const report = await provisionOnDemand({ tenant, configuration, client, id, members });
        terminal.out(json === true ? JSON.stringify(report) : toText(report));
        if (report.action === "failed") fail();
      } finally {
        client.close();
      }
    });
}

/** @throws CommandError when nobody is called that */
function idOf({ users, groups }: Tenant, name: string): string {
  const wanted = name.toLowerCase();
  const found = [...users.values(), ...groups.values()].find(
    ({ id, attributes }) =>
      id.toLowerCase() === wanted ||
      String(attributes["userPrincipalName"] ?? attributes["displayName"]).toLowerCase() === wanted,
  );
  if (!found) throw new CommandError(`Nobody in the tenant is called ${name}.`);
  return found.id;
}

const toText = ({ steps, modifiedProperties }: OnDemandReport): string =>
  [
    ...steps.map(({ name, status, text }) => `${status.padEnd(8)} ${name.padEnd(15)} ${text}`),
    ...modifiedProperties.map(({ name, before, after }) => `  ${name}: ${before ?? "–"} → ${after}`),
  ].join("\n");
