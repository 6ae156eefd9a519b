import { withoutContractors } from "../life/company";
import { expectCycle } from "../verify/expect-cycle";
import { expectNothing } from "../verify/expectation";
import { odditiesOf } from "../verify/oddities";
import { readLife } from "./company-file";
import { addConnectionOptions, connectionOf } from "./connection-options";
import type { ConnectionOptions } from "./connection-options";
import type { Registrar } from "./registrar";
import { verdict } from "./run-report";
import { addTenantOptions, tenantOf } from "./tenant-options";
import type { TenantOptions } from "./tenant-options";
import { verifyDirectory } from "./verify-directory";

type Options = ConnectionOptions & TenantOptions & { readonly state?: string; readonly json?: true };

/** `verify`: whether the directory is what Entra would have made of the tenant. */
export function registerVerifyCommand({ program, terminal, fail }: Registrar): void {
  addTenantOptions(addConnectionOptions(program.command("verify")))
    .description("compare the whole directory with the tenant: every attribute, manager and member")
    .option("--state <file>", "of `run`: compare with the company that was kept beside it, and what it lived through")
    .option("--json", "print one JSON object")
    .action(async (options: Options) => {
      const { client } = await connectionOf(options);
      const life = options.state === undefined ? undefined : await readLife(options.state);
      const given = await tenantOf(options);
      const configuration =
        life && options.users !== undefined
          ? { ...given.configuration, userScope: withoutContractors }
          : given.configuration;
      const tenant = life?.tenant ?? given.tenant;
      // Without a life: what an initial cycle makes of the tenant as it is now.
      const expectation =
        life?.expectation ?? expectCycle(expectNothing(), { tenant, configuration, now: Date.now() }).expectation;
      const differences = await verifyDirectory(client, { expectation }, configuration).finally(() => client.close());
      const oddities: Record<string, number> = {};
      for (const { kind } of odditiesOf(expectation, tenant, configuration)) oddities[kind] = (oddities[kind] ?? 0) + 1;
      const told = Object.entries(oddities).map(([kind, count]) => `  ${count} × ${kind}`);
      terminal.out(
        options.json === true
          ? JSON.stringify({ equal: differences.length === 0, differences, oddities })
          : [
              ...verdict(differences),
              ...(told.length > 0 ? ["Other than the tenant by Entra's rules:", ...told] : []),
            ].join("\n"),
      );
      if (differences.length > 0) fail();
    });
}
