/**
 * What every end-to-end test stands on: a tenant of its own, and a SCIM client or a signed-in admin of it. No test sees
 * another's data, so they run in any order and side by side.
 */
import { test as base } from "@playwright/test";
import { setDirectoryEnabled, setRequestRate } from "@/lib/console/directories";
import { tenantUrl } from "@/lib/applications/applications";
import { addAdmin, createSession, createUnattendedTenant } from "@/prisma/factories";
import type { TenantOptions as FactoryOptions, TestAdmin, UnattendedTenant } from "@/prisma/factories";
import { closeDatabase } from "./database";
import { usable } from "./hydration";
import { scimClient, type ScimClient } from "./scim-client";

export interface TenantOptions extends FactoryOptions {
  readonly enabled?: boolean;
  /** 0 for a test that sends more than an identity provider would; else what every directory has. */
  readonly requestsPerSecond?: number;
}

export interface Tenant extends UnattendedTenant {
  /** A client with the tenant's token at its Tenant URL. */
  readonly scim: ScimClient;
}

interface Fixtures {
  /** Makes another tenant: organization, directory, token. */
  makeTenant(options?: TenantOptions): Promise<Tenant>;
  /** A tenant with a generic directory. */
  tenant: Tenant;
  /** The SCIM client of `tenant`. */
  scim: ScimClient;
  /** Signs a new admin of a tenant in, by a session row and its cookie: from here on, `page` is theirs. */
  signIn(tenant: Tenant, role?: "owner" | "admin" | "auditor"): Promise<TestAdmin>;
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
  page: async ({ page }, use) => {
    await use(usable(page));
  },
  makeTenant: async ({ baseURL }, use) => {
    await use(async ({ enabled = true, requestsPerSecond, ...options } = {}) => {
      const tenant = await createUnattendedTenant(options);
      const { id: directoryId, application } = tenant.directory;
      await setDirectoryEnabled(tenant.scope, { directoryId, enabled });
      if (requestsPerSecond !== undefined) await setRequestRate(tenant.scope, { directoryId, requestsPerSecond });
      return { ...tenant, scim: scimClient(tenantUrl(baseURL ?? "", application), tenant.token.token) };
    });
  },
  tenant: async ({ makeTenant }, use) => {
    await use(await makeTenant());
  },
  scim: async ({ tenant }, use) => {
    await use(tenant.scim);
  },
  signIn: async ({ context, baseURL }, use) => {
    await use(async (tenant, role = "owner") => {
      const admin = await addAdmin(tenant.scope, role);
      const { name, value } = await createSession(admin.id);
      await context.addCookies([{ name, value, url: baseURL ?? "", httpOnly: true, sameSite: "Lax" }]);
      return admin;
    });
  },
});

export { expect } from "@playwright/test";
