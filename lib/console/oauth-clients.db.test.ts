import { describe, expect, test } from "vitest";
import { parseClientSecret } from "@/lib/auth/client-secret";
import { ForbiddenError } from "@/lib/auth/permissions";
import { addAdmin, createTenant, createUnattendedTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import {
  addClientSecret,
  createOAuthClient,
  listOAuthClients,
  revokeClientSecret,
  revokeOAuthClient,
} from "./oauth-clients";

async function someClient() {
  const tenant = await createUnattendedTenant();
  const client = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Entra" });
  const listed = async () => (await listOAuthClients(tenant.scope, tenant.directory.id))[0];
  return { ...tenant, client, listed };
}

describe("an OAuth client", () => {
  test("shows its secret once: no list and no audit event holds it or its hash", async () => {
    const { owner, directory } = await createTenant();
    const made = await createOAuthClient(owner.scope, {
      directoryId: directory.id,
      name: "Entra",
      accessTokenHours: 2,
    });
    const rows = await listOAuthClients(owner.scope, directory.id);
    expect(rows).toMatchObject([
      {
        id: made.clientId,
        identifier: made.identifier,
        name: "Entra",
        accessTokenHours: 2,
        createdBy: owner.email,
        secrets: [{ id: made.secretId, lastFour: made.secret.slice(-4), createdBy: owner.email }],
      },
    ]);
    const shown = JSON.stringify([rows, await listAuditEvents(owner.scope, { limit: 100 })]);
    expect(shown).not.toContain(made.secret);
    expect(shown).not.toContain(parseClientSecret(made.secret)?.hash);
  });

  test("without a name gets one of the day, and its access tokens live an hour", async () => {
    const { scope, directory } = await createUnattendedTenant();
    const { name } = await createOAuthClient(scope, { directoryId: directory.id });
    expect(name).toMatch(/^OAuth client of \d{4}-\d\d-\d\d$/);
    expect(await listOAuthClients(scope, directory.id)).toMatchObject([{ accessTokenHours: 1 }]);
  });

  test("has up to five live secrets, the newest first", async () => {
    const { scope, client, listed } = await someClient();
    const { clientId } = client;
    const made = [client.secretId];
    for (let count = 1; count < 5; count += 1) made.unshift((await addClientSecret(scope, { clientId })).secretId);
    await expect(addClientSecret(scope, { clientId })).rejects.toMatchObject({ key: "errors.tooManySecrets" });
    await revokeClientSecret(scope, { secretId: client.secretId });
    made.unshift((await addClientSecret(scope, { clientId })).secretId);
    expect((await listed())?.secrets.map(({ id }) => id)).toEqual(made);
  });

  test("whose secret is to end in so many days has one that does", async () => {
    const { scope, client } = await someClient();
    const { expiresAt } = await addClientSecret(scope, { clientId: client.clientId, expiresInDays: 365 });
    const days = ((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(364.9);
    expect(days).toBeLessThanOrEqual(365);
  });

  test("and its secrets are revoked once; a second time changes and tells nothing", async () => {
    const { scope, client } = await someClient();
    const secret = await revokeClientSecret(scope, client);
    const whole = await revokeOAuthClient(scope, client);
    expect(secret.secrets[0]?.revokedAt).toBeInstanceOf(Date);
    expect(whole.revokedAt).toBeInstanceOf(Date);
    const events = await listAuditEvents(scope, { limit: 100 });
    expect(events.slice(0, 3).map(({ action }) => action)).toEqual([
      "oauth-client.revoke",
      "oauth-secret.revoke",
      "oauth-client.create",
    ]);
    expect(await revokeClientSecret(scope, client)).toEqual(whole);
    expect(await revokeOAuthClient(scope, client)).toEqual(whole);
    expect(await listAuditEvents(scope, { limit: 100 })).toEqual(events);
  });

  test("that is revoked gets no new secret", async () => {
    const { scope, client } = await someClient();
    await revokeOAuthClient(scope, client);
    await expect(addClientSecret(scope, client)).rejects.toMatchObject({ key: "errors.clientRevoked" });
  });

  test("of another organization can be neither made, listed, extended nor revoked, and its owner still can", async () => {
    const [mine, theirs] = [await someClient(), await someClient()];
    const notFound = { key: "errors.notFound" };
    await expect(createOAuthClient(mine.scope, { directoryId: theirs.directory.id })).rejects.toMatchObject(notFound);
    await expect(addClientSecret(mine.scope, theirs.client)).rejects.toMatchObject(notFound);
    await expect(revokeClientSecret(mine.scope, theirs.client)).rejects.toMatchObject(notFound);
    await expect(revokeOAuthClient(mine.scope, theirs.client)).rejects.toMatchObject(notFound);
    expect(await listOAuthClients(mine.scope, theirs.directory.id)).toEqual([]);
    expect(await theirs.listed()).toMatchObject({ revokedAt: null, secrets: [{ revokedAt: null }] });
    await expect(revokeOAuthClient(theirs.scope, theirs.client)).resolves.toMatchObject({ id: theirs.client.clientId });
  });

  test("is an auditor's to see and not to make, extend or end", async () => {
    const { scope, directory, client } = await someClient();
    const auditor = await addAdmin(scope, "auditor");
    expect(await listOAuthClients(auditor.scope, directory.id)).toHaveLength(1);
    for (const attempt of [
      createOAuthClient(auditor.scope, { directoryId: directory.id }),
      addClientSecret(auditor.scope, client),
      revokeClientSecret(auditor.scope, client),
      revokeOAuthClient(auditor.scope, client),
    ]) {
      await expect(attempt).rejects.toThrow(ForbiddenError);
    }
  });
});
