import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Configuration } from "../sync/configuration";
import { readConfiguration } from "../sync/read-configuration";
import { generateTenant } from "../tenant/generate-tenant";
import type { TenantSize } from "../tenant/generate-tenant";
import { readTenant, TenantFileError } from "../tenant/read-tenant";
import type { Tenant } from "../tenant/tenant";
import { numberOf } from "./connection-options";
import { CommandError } from "./terminal";

export interface TenantOptions {
  readonly tenant?: string;
  readonly users?: string;
  readonly groups: string;
  readonly seed: string;
  readonly domain: string;
  readonly mapping?: string;
}

export const addTenantOptions = (command: Command): Command =>
  command
    .option("--tenant <file>", "people, groups, assignments and provisioning settings, in YAML or JSON")
    .option("--users <count>", "make up so many people, in place of a file")
    .option("--groups <count>", "and so many groups", "0")
    .option("--seed <number>", "the same seed makes up the same people", "1")
    .option("--domain <domain>", "of their userPrincipalNames", "contoso.com")
    .option("--mapping <name>", "whose attribute mapping: entra, 8x8, ringcentral or ipass-smartconnect");

export interface GivenTenant {
  readonly tenant: Tenant;
  readonly configuration: Configuration;
}

/** @param generate how people are made up
 * @throws CommandError saying what is wrong with the file or the options */
export async function tenantOf(
  { tenant: file, users, groups, seed, domain, mapping }: TenantOptions,
  generate: (size: TenantSize) => Tenant = generateTenant,
): Promise<GivenTenant> {
  if ((file === undefined) === (users === undefined)) throw new CommandError("Either --tenant or --users is needed.");
  try {
    if (file !== undefined) {
      const text = await readFile(file, "utf8").catch(() => {
        throw new CommandError(`${file} cannot be read.`);
      });
      return { tenant: readTenant(text), configuration: readConfiguration(text, mapping) };
    }
    const size = {
      users: numberOf("--users", users ?? ""),
      groups: numberOf("--groups", groups),
      seed: numberOf("--seed", seed),
      domain,
    };
    return { tenant: generate(size), configuration: readConfiguration("", mapping) };
  } catch (error) {
    if (error instanceof TenantFileError) throw new CommandError(`${file ?? "--mapping"}:\n${error.message}`);
    throw error;
  }
}
