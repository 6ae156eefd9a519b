/**
 * What every end-to-end test stands on: a tenant of its own, and a SCIM client or a signed-in admin of it. No test sees
 * another's data, so they run in any order and side by side.
 */
import { test as base, type Page } from "@playwright/test";
import { uuidv7 } from "uuidv7";
import { mintToken } from "@/lib/auth/token-secret";
import { closeDatabase, query } from "./database";
import { scimClient, type ScimClient } from "./scim-client";

export type Application = "8x8" | "ringcentral" | "ipass-smartconnect" | "generic";

export interface TenantOptions {
  readonly application?: Application;
  readonly provider?: "entra" | "okta" | "other";
  readonly enabled?: boolean;
}

export interface Tenant {
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string };
  readonly directory: { readonly id: string; readonly slug: string; readonly name: string };
  readonly tokenId: string;
  readonly token: string;
  readonly scim: ScimClient;
}

interface Fixtures {
  /** Makes another tenant: organization, directory, token. */
  makeTenant(options?: TenantOptions): Promise<Tenant>;
  /** A tenant with a generic directory. */
  tenant: Tenant;
  /** The SCIM client of `tenant`. */
  scim: ScimClient;
}

interface WorkerFixtures {
  databaseConnection: void;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  databaseConnection: [
    async ({}, use) => {
      await use();
      await closeDatabase();
    },
    { scope: "worker", auto: true },
  ],
  makeTenant: async ({ baseURL }, use) => {
    await use((options) => createTenant(baseURL ?? "", options));
  },
  tenant: async ({ makeTenant }, use) => {
    await use(await makeTenant());
  },
  scim: async ({ tenant }, use) => {
    await use(tenant.scim);
  },
});

export { expect } from "@playwright/test";

async function createTenant(origin: string, options: TenantOptions = {}): Promise<Tenant> {
  const application = options.application ?? "generic";
  const organization = { id: uuidv7(), slug: "", name: "Contoso" };
  organization.slug = `contoso-${organization.id.slice(-12)}`;
  const directory = { id: uuidv7(), slug: application, name: `Contoso ${application}` };
  const tokenId = uuidv7();
  const { token, key, hash, lastFour } = mintToken();
  await query(`INSERT INTO "Organization" ("id", "slug", "name") VALUES ($1, $2, $3)`, [
    organization.id,
    organization.slug,
    organization.name,
  ]);
  await query(
    `INSERT INTO "Directory" ("id", "organizationId", "slug", "name", "application", "provider", "enabled")
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      directory.id,
      organization.id,
      directory.slug,
      directory.name,
      application,
      options.provider ?? "entra",
      options.enabled ?? true,
    ],
  );
  await query(
    `INSERT INTO "Token" ("directoryId", "id", "organizationId", "key", "hash", "lastFour", "name", "createdBy")
     VALUES ($1, $2, $3, $4, $5, $6, 'test', 'operator')`,
    [directory.id, tokenId, organization.id, key, hash, lastFour],
  );
  const basePath = application === "ipass-smartconnect" ? "/moservices/scim/v1" : "/scim/v2";
  return { organization, directory, tokenId, token, scim: scimClient(`${origin}${basePath}`, token) };
}
