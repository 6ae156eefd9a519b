import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSigningIssuer, workload } from "@/lib/auth/__fixtures__/signing-issuer";
import type { SigningIssuer } from "@/lib/auth/__fixtures__/signing-issuer";
import { ForbiddenError } from "@/lib/auth/permissions";
import { addAdmin, createUnattendedTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { listOAuthClients, revokeOAuthClient } from "./oauth-clients";
import { createFederatedClient, setFederation } from "./oauth-federation";

let issuer: SigningIssuer;

beforeEach(async () => {
  issuer = await startSigningIssuer();
});
afterEach(() => issuer.close());

describe("a federated client", () => {
  test("has an issuer, a subject and an audience, and no secret", async () => {
    const { scope, directory } = await createUnattendedTenant();
    const federation = { issuer: issuer.issuer, ...workload };
    const { identifier } = await createFederatedClient(scope, {
      directoryId: directory.id,
      name: "Entra",
      ...federation,
    });
    expect(await listOAuthClients(scope, directory.id)).toMatchObject([
      { identifier, name: "Entra", secrets: [], federation: { ...federation, jwksUrl: null } },
    ]);
  });

  test("is told apart from before, in the audit events too, when its federation changes", async () => {
    const { scope, directory } = await createUnattendedTenant();
    const federation = { issuer: issuer.issuer, ...workload };
    const { clientId } = await createFederatedClient(scope, { directoryId: directory.id, ...federation });
    await setFederation(scope, { clientId, ...federation, subject: "another" });
    expect(await listOAuthClients(scope, directory.id)).toMatchObject([{ federation: { subject: "another" } }]);
    const [event] = await listAuditEvents(scope, { limit: 1 });
    expect(event).toMatchObject({
      action: "oauth-client.federate",
      details: { subject: "another", before: { subject: workload.subject } },
    });
  });

  test.each<[string, () => Partial<Record<"issuer" | "jwksUrl", string>>, string, string]>([
    ["at which nobody answers", () => ({ issuer: "http://127.0.0.1:9" }), "issuer", "keysUnreachable"],
    ["without a discovery document", () => ({ issuer: `${issuer.issuer}/keys` }), "issuer", "keysUnreadable"],
    [
      "whose keys are not at the given address",
      () => ({ jwksUrl: `${issuer.issuer}/.well-known/openid-configuration` }),
      "jwksUrl",
      "keysUnreadable",
    ],
    ["that is another's", () => ((issuer.name = "https://login.example"), {}), "issuer", "keysOtherIssuer"],
    ["that is down", () => ((issuer.isUp = false), {}), "issuer", "keysUnreachable"],
  ])("is not made for an issuer %s", async (_, change, field, message) => {
    const { scope, directory } = await createUnattendedTenant();
    const federation = { issuer: issuer.issuer, ...workload, ...change() };
    const attempt = createFederatedClient(scope, { directoryId: directory.id, ...federation });
    await expect(attempt).rejects.toMatchObject({ options: { fieldErrors: { [field]: `validation.${message}` } } });
    expect(await listOAuthClients(scope, directory.id)).toEqual([]);
  });

  test("of another organization, or revoked, cannot be changed; nor may an auditor make or change one", async () => {
    const [mine, theirs] = [await createUnattendedTenant(), await createUnattendedTenant()];
    const federation = { issuer: issuer.issuer, ...workload };
    const { clientId } = await createFederatedClient(theirs.scope, { directoryId: theirs.directory.id, ...federation });
    const notFound = { key: "errors.notFound" };
    await expect(setFederation(mine.scope, { clientId, ...federation })).rejects.toMatchObject(notFound);
    const foreign = { directoryId: theirs.directory.id, ...federation };
    await expect(createFederatedClient(mine.scope, foreign)).rejects.toMatchObject(notFound);
    const auditor = await addAdmin(theirs.scope, "auditor");
    await expect(setFederation(auditor.scope, { clientId, ...federation })).rejects.toThrow(ForbiddenError);
    await expect(createFederatedClient(auditor.scope, foreign)).rejects.toThrow(ForbiddenError);
    await revokeOAuthClient(theirs.scope, { clientId });
    await expect(setFederation(theirs.scope, { clientId, ...federation })).rejects.toMatchObject({
      key: "errors.clientRevoked",
    });
  });
});
