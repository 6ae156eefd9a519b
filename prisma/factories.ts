/**
 * Tenants for tests: each test makes its own and shares nothing. They are made by the use-cases that the console and the
 * command line run, so that no test stands on rows that Muster itself would never write.
 */
import { encode } from "next-auth/jwt";
import { uuidv7 } from "uuidv7";
import type { ApplicationId } from "@/lib/applications/profile";
import type { OrganizationScope, Role } from "@/lib/auth/scope";
import { sessionCookieName, sessionSecret } from "@/lib/auth/session-cookie";
import { sessionLifetimeMs } from "@/lib/auth/session-lifetime";
import { createAdmin } from "@/lib/console/admins";
import { createDirectory } from "@/lib/console/directories";
import type { DirectoryDto } from "@/lib/console/directories";
import { createOrganization } from "@/lib/console/organizations";
import type { OrganizationDto } from "@/lib/console/organizations";
import { createToken } from "@/lib/console/tokens";
import type { CreatedTokenDto } from "@/lib/console/tokens";
import { db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/db/directories";
import { insertSession } from "@/lib/db/sessions";

export interface TestAdmin {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** What lib/auth would make for their session. */
  readonly scope: OrganizationScope;
}

/** A tenant that nobody signs in to: quicker, for no password has to be hashed. */
export interface UnattendedTenant {
  readonly organization: OrganizationDto;
  /** The operator's scope in it. */
  readonly scope: OrganizationScope;
  readonly directory: DirectoryDto;
  /** A live token of the directory, in plain text. */
  readonly token: CreatedTokenDto;
}

export interface Tenant extends UnattendedTenant {
  readonly owner: TestAdmin;
}

export interface TenantOptions {
  readonly application?: ApplicationId;
  readonly provider?: ProviderName;
}

const unique = () => uuidv7().slice(-12);

/** An organization with an owner, one directory that is on, and a live token of it. */
export async function createTenant(options: TenantOptions = {}): Promise<Tenant> {
  const tenant = await createUnattendedTenant(options);
  return { ...tenant, owner: await addAdmin(tenant.scope, "owner") };
}

/** The same without an owner. */
export async function createUnattendedTenant(options: TenantOptions = {}): Promise<UnattendedTenant> {
  const application = options.application ?? "generic";
  const organization = await createOrganization({ name: `Tenant ${unique()}`, slug: `tenant-${unique()}` });
  const scope: OrganizationScope = { organizationId: organization.id, actor: { kind: "operator" } };
  const directory = await createDirectory(scope, {
    application,
    slug: application,
    name: application,
    provider: options.provider ?? "entra",
  });
  return {
    organization,
    scope,
    directory,
    token: await createToken(scope, { directoryId: directory.id, name: "Test" }),
  };
}

/** One more admin of an organization. */
export async function addAdmin(scope: OrganizationScope, role: Role): Promise<TestAdmin> {
  const email = `${role}-${unique()}@contoso.example`;
  const password = `violet ladder ${unique()}`;
  const { id } = await createAdmin({ ...scope, actor: { kind: "operator" } }, { email, password, role });
  const actor = { kind: "admin", adminId: id, email, role } as const;
  return { id, email, password, scope: { organizationId: scope.organizationId, actor } };
}

/** Signs an admin in without the form. @returns the cookie that a browser would hold, and the session's id */
export async function createSession(adminId: string): Promise<{ id: string; name: string; value: string }> {
  const id = uuidv7();
  const expiresAt = new Date(Date.now() + sessionLifetimeMs);
  await insertSession(db, { id, adminId, expiresAt, ip: "127.0.0.1", userAgent: "test" });
  const value = await encode({ token: { sessionId: id }, secret: sessionSecret() });
  return { id, name: sessionCookieName(), value };
}
