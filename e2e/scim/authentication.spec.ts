/** Who may talk to a directory: every refusal is a SCIM error that says what to do (RFC 7644 §2, RFC 6750 §3). */
import { createToken } from "@/lib/console/tokens";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { scimClient } from "../scim-client";
import { expectScimError } from "./expect-error";
import { createUser, nobody, userBody } from "./resources";

const endpoints = [
  ["GET", "/Users"],
  ["POST", "/Users"],
  ["GET", `/Users/${nobody}`],
  ["PUT", `/Users/${nobody}`],
  ["PATCH", `/Users/${nobody}`],
  ["DELETE", `/Users/${nobody}`],
  ["GET", "/Groups"],
  ["POST", "/Groups"],
  ["GET", `/Groups/${nobody}`],
  ["PUT", `/Groups/${nobody}`],
  ["PATCH", `/Groups/${nobody}`],
  ["DELETE", `/Groups/${nobody}`],
  ["GET", "/Schemas"],
  ["GET", "/ResourceTypes"],
  ["GET", "/ServiceProviderConfig"],
  ["GET", "/Nope"],
] as const;

const body = (method: string) =>
  method === "POST" || method === "PUT" || method === "PATCH" ? userBody("ana") : undefined;

for (const [method, path] of endpoints) {
  test(`${method} ${path} without a token is 401 and says which scheme to use`, async ({ scim }) => {
    const answer = await scim.request(method, path, { body: body(method), headers: { authorization: null } });
    expectScimError(answer, 401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer\b/);
  });
}

test.describe("a token is refused with 401, a challenge and a reason", () => {
  const invalid = /^Bearer\b.*error="invalid_token"/;

  for (const [what, header] of [
    ["no scheme", "mus_012345678901_secret"],
    ["another scheme", "Basic bXVzOnNlY3JldA=="],
    ["an empty token", "Bearer "],
    ["a token of no known shape", "Bearer wrong"],
    ["the word Bearer twice", "Bearer Bearer mus_0"],
  ] as const) {
    test(`when it is ${what}`, async ({ scim }) => {
      const answer = await scim.get("/Users", { headers: { authorization: header } });
      expectScimError(answer, 401);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer\b/);
    });
  }

  test("when its secret is wrong although its key is known", async ({ makeTenant, baseURL }) => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()];
    const [, key] = ours.scim.token.split("_");
    const [, , secret] = theirs.scim.token.split("_");
    const answer = await scimClient(`${baseURL}/scim/v2`, `mus_${key}_${secret}`).get("/Users");
    expectScimError(answer, 401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer\b/);
  });

  test("when it is revoked, at once and not after a while", async ({ tenant }) => {
    expect((await tenant.scim.get("/Users")).status).toBe(200);
    await query(`UPDATE "Token" SET "revokedAt" = now() WHERE "id" = $1`, [tenant.token.tokenId]);
    await expect.poll(async () => (await tenant.scim.get("/Users")).status, { intervals: [20] }).toBe(401);
    const answer = await tenant.scim.get("/Users");
    expect(expectScimError(answer, 401)).toMatch(/revoked/i);
    expect(answer.headers.get("www-authenticate")).toMatch(invalid);
  });

  test("when it has expired, also while it is cached", async ({ tenant }) => {
    expect((await tenant.scim.get("/Users")).status).toBe(200);
    await query(`UPDATE "Token" SET "expiresAt" = now() - interval '1 second' WHERE "id" = $1`, [tenant.token.tokenId]);
    await expect.poll(async () => (await tenant.scim.get("/Users")).status, { intervals: [20] }).toBe(401);
    const answer = await tenant.scim.get("/Users");
    expect(expectScimError(answer, 401)).toMatch(/expired/i);
    expect(answer.headers.get("www-authenticate")).toMatch(invalid);
  });
});

test("the scheme's name is read in any letter case (RFC 9110 §11.1)", async ({ scim }) => {
  const answer = await scim.get("/Users", { headers: { authorization: `bearer ${scim.token}` } });
  expect(answer.status).toBe(200);
});

test("several tokens of one directory work side by side and see the same people", async ({ tenant }) => {
  const second = await createToken(tenant.scope, { directoryId: tenant.directory.id, name: "second" });
  const id = await createUser(tenant.scim, "ana");
  const answer = await scimClient(tenant.scim.baseUrl, second.token).get(`/Users/${id}`);
  expect(answer.status).toBe(200);
});

test.describe("a directory whose service is off", () => {
  for (const [method, path] of endpoints) {
    test(`refuses ${method} ${path} with 403 and says how to turn it on`, async ({ makeTenant }) => {
      const { scim } = await makeTenant({ enabled: false });
      const answer = await scim.request(method, path, { body: body(method) });
      expect(expectScimError(answer, 403)).toMatch(/\boff\b/i);
    });
  }

  test("answers again as soon as it is on", async ({ makeTenant }) => {
    const { scim, directory } = await makeTenant({ enabled: false });
    expect((await scim.get("/Users")).status).toBe(403);
    await query(`UPDATE "Directory" SET "enabled" = true WHERE "id" = $1`, [directory.id]);
    await expect.poll(async () => (await scim.get("/Users")).status, { intervals: [20] }).toBe(200);
  });
});
