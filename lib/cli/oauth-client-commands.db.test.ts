import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSigningIssuer, workload } from "@/lib/auth/__fixtures__/signing-issuer";
import type { SigningIssuer } from "@/lib/auth/__fixtures__/signing-issuer";
import { parseClientSecret } from "@/lib/auth/client-secret";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { runCommandLine } from "./command-line";

let issuer: SigningIssuer;
let tenant: UnattendedTenant;
let place: string;

beforeAll(async () => {
  issuer = await startSigningIssuer();
});
afterAll(() => issuer.close());
beforeEach(async () => {
  tenant = await createUnattendedTenant();
  place = `--organization ${tenant.organization.slug} --directory generic`;
});

async function muster(command: string): Promise<{ code: number; out: string; errors: string }> {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(command.split(" "), {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    readInput: () => Promise.resolve(""),
  });
  return { code, out: out.join("\n"), errors: errors.join("\n") };
}

/** Of a command that must succeed: its one JSON object. */
async function json(command: string): Promise<Readonly<Record<string, string | null>>> {
  const { code, out, errors } = await muster(`${command} --json`);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  const parsed: Readonly<Record<string, string | null>> = JSON.parse(out);
  return parsed;
}

describe("oauth-client", () => {
  test("create gives all that an identity provider needs", async () => {
    const made = await json(`oauth-client create ${place} --name Entra --expires-in 365d --access-token-hours 2`);
    expect(made).toMatchObject({
      tenantUrl: "http://localhost:3000/scim/v2",
      tokenEndpoint: "http://localhost:3000/oauth/token",
      clientIdentifier: expect.stringMatching(/^muc_/),
      expiresAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(parseClientSecret(made.clientSecret ?? "")?.identifier).toBe(made.clientIdentifier);
  });

  test("secret create adds a second one, and secret revoke ends it", async () => {
    const { clientId } = await json(`oauth-client create ${place}`);
    const { secretId } = await json(`oauth-client secret create --id ${clientId}`);
    const revoked = await json(`oauth-client secret revoke --id ${clientId} --secret ${secretId}`);
    expect(revoked).toMatchObject({ secretId, revokedAt: expect.stringMatching(/^\d{4}-/) });
  });

  test("list shows clients with what they prove themselves by, and never a secret again", async () => {
    const made = await json(`oauth-client create ${place} --name Entra`);
    const shown = [await muster(`oauth-client list ${place}`), await muster(`oauth-client list ${place} --json`)];
    for (const { code, out } of shown) {
      expect(code).toBe(0);
      expect(out).not.toContain(made.clientSecret);
    }
    expect(shown[0]?.out).toContain(`secret …${made.clientSecret?.slice(-4)}`);
  });

  test("create with an issuer makes a federated client without a secret, and federate changes it", async () => {
    const federation = `--issuer ${issuer.issuer} --subject ${workload.subject} --audience ${workload.audience}`;
    const { clientId, clientSecret } = await json(`oauth-client create ${place} ${federation}`);
    expect(clientSecret).toBeNull();
    await json(`oauth-client federate --id ${clientId} ${federation} --jwks-url ${issuer.issuer}/keys`);
    expect((await muster(`oauth-client list ${place}`)).out).toContain(issuer.issuer);
  });

  test("revoke ends a client by its id alone", async () => {
    const { clientId } = await json(`oauth-client create ${place}`);
    await json(`oauth-client revoke --id ${clientId}`);
    expect((await muster(`oauth-client list ${place}`)).out).toMatch(/revoked$/);
  });

  test.each([
    [
      "an unknown client",
      () => "revoke --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11",
      "client-not-found",
      /no OAuth client/,
    ],
    ["an id that is none", () => "revoke --id nonsense", "client-not-found", /no OAuth client/],
    ["hours that are not", () => `create ${place} --access-token-hours 12`, "invalid", /--access-token-hours: /],
    ["half a federation", () => `create ${place} --issuer ${issuer.issuer}`, "invalid", /--subject: [^]*--audience: /],
    [
      "an issuer that does not answer",
      () => `create ${place} --issuer http://127.0.0.1:9 --subject a --audience b`,
      "invalid",
      /--issuer: No keys/,
    ],
    [
      "a key set that does not answer",
      () => `create ${place} --issuer ${issuer.issuer} --subject a --audience b --jwks-url http://127.0.0.1:9`,
      "invalid",
      /--jwks-url: No keys/,
    ],
    [
      "a federated client with a secret's expiry",
      () => `create ${place} --issuer ${issuer.issuer} --subject a --audience b --expires-in 1d`,
      "invalid",
      /--expires-in: /,
    ],
  ])("%s is refused", async (_, command, code, words) => {
    const { code: exit, errors } = await muster(`oauth-client ${command()} --json`);
    expect(exit).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({ error: { code, message: expect.stringMatching(words) } });
  });
});
