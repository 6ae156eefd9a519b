/** Every request leaves one row: who, what, outcome, duration, redacted bodies and what changed. */
import type { Exchange } from "@/lib/entra/conformance/client";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { createGroup, createUser, enterpriseUrn, filterPath, nobody, textAt, userBody } from "./resources";

/** The row of one answer. Reads are logged in batches just after the answer, so their rows may take a moment. */
async function rowOf(tenant: Tenant, answer: Exchange): Promise<Record<string, unknown>> {
  const requestId = answer.headers.get("x-request-id");
  let rows: Record<string, unknown>[] = [];
  await expect
    .poll(
      async () => {
        rows = await query(`SELECT * FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "id" = $2`, [
          tenant.directory.id,
          requestId,
        ]);
        return rows.length;
      },
      { message: `no log row for ${answer.method} ${answer.url}`, intervals: [20, 50, 100] },
    )
    .toBe(1);
  return rows[0] ?? {};
}

const countRows = async (tenant: Tenant) =>
  Number(
    (await query(`SELECT count(*) FROM "ProvisioningEvent" WHERE "directoryId" = $1`, [tenant.directory.id]))[0]?.count,
  );

test("a create says who arrived, by which token, and every attribute as new", async ({ tenant }) => {
  const answer = await tenant.scim.post("/Users", userBody("ana", { [enterpriseUrn]: { department: "Sales" } }), {
    headers: { "user-agent": "test-client/1.0" },
  });
  const row = await rowOf(tenant, answer);
  expect(row).toMatchObject({
    organizationId: tenant.organization.id,
    credentialId: tenant.token.tokenId,
    action: "create",
    status: "success",
    httpStatus: 201,
    code: null,
    detail: null,
    method: "POST",
    resourceType: "User",
    resourceId: textAt(answer, "id"),
    userName: "ana@contoso.com",
    externalId: "ana",
    displayName: "ana Adams",
    userAgent: "test-client/1.0",
  });
  expect(row.ip).toMatch(/127\.0\.0\.1|::1/);
  expect(Number(row.durationMs)).toBeGreaterThan(0);
  expect(row.path).toContain("/Users");
  expect(row.requestBody).toMatchObject({ userName: "ana@contoso.com" });
  expect(row.responseBody).toMatchObject({ id: textAt(answer, "id") });
  expect(row.modified).toContainEqual({ path: "userName", after: "ana@contoso.com" });
  expect(row.modified).toContainEqual({ path: `${enterpriseUrn}:department`, after: "Sales" });
});

test("a password is never written down, however it is sent", async ({ tenant }) => {
  const secret = "t1meMasheen";
  const created = await tenant.scim.post("/Users", userBody("ana", { password: secret }));
  const path = `/Users/${textAt(created, "id")}`;
  const answers = [
    created,
    await tenant.scim.patch(path, [{ op: "replace", path: "password", value: secret }]),
    await tenant.scim.patch(path, [{ op: "replace", value: { password: secret } }]),
    await tenant.scim.put(path, userBody("ana", { password: secret })),
    await tenant.scim.get(filterPath("/Users", `password eq "${secret}"`)),
    await tenant.scim.request("POST", "/Users", { bodyRaw: `{"password":"${secret}",` }),
  ];
  for (const answer of answers) {
    expect(JSON.stringify(await rowOf(tenant, answer)), `${answer.method} ${answer.url}`).not.toContain(secret);
  }
  const [stored] = await query(`SELECT "attributes", "search" FROM "User" WHERE "directoryId" = $1`, [
    tenant.directory.id,
  ]);
  expect(JSON.stringify(stored)).not.toContain(secret);
});

test("no token is ever written down", async ({ tenant }) => {
  const answer = await tenant.scim.get(`/Users?access_token=${tenant.token.token}`);
  expect(JSON.stringify(await rowOf(tenant, answer))).not.toContain(tenant.token.token.slice(20));
});

test("an update says what it was and what it is", async ({ tenant }) => {
  const id = await createUser(tenant.scim, "ana", { title: "Engineer" });
  const answer = await tenant.scim.patch(`/Users/${id}`, [
    { op: "Replace", path: "title", value: "CEO" },
    { op: "Replace", path: 'emails[type eq "work"].value', value: "ceo@contoso.com" },
    { op: "Add", path: `${enterpriseUrn}:department`, value: "Board" },
  ]);
  const row = await rowOf(tenant, answer);
  expect(row).toMatchObject({ action: "update", status: "success", resourceId: id, dialect: "entra-legacy" });
  expect(row.modified).toEqual(
    expect.arrayContaining([
      { path: "title", before: "Engineer", after: "CEO" },
      { path: 'emails[type eq "work"].value', before: "ana@contoso.com", after: "ceo@contoso.com" },
      { path: `${enterpriseUrn}:department`, after: "Board" },
    ]),
  );
});

test("disable and enable are told apart from other updates", async ({ tenant }) => {
  const id = await createUser(tenant.scim, "ana");
  const active = (value: string) => tenant.scim.patch(`/Users/${id}`, [{ op: "Replace", path: "active", value }]);
  expect(await rowOf(tenant, await active("False"))).toMatchObject({
    action: "disable",
    status: "success",
    displayName: "ana Adams",
    modified: [{ path: "active", before: true, after: false }],
  });
  expect(await rowOf(tenant, await active("True"))).toMatchObject({ action: "enable" });
});

test("a change that changes nothing is skipped, and says nothing was modified", async ({ tenant }) => {
  const id = await createUser(tenant.scim, "ana");
  const answer = await tenant.scim.patch(`/Users/${id}`, [{ op: "Replace", path: "active", value: "True" }]);
  expect(await rowOf(tenant, answer)).toMatchObject({ status: "skipped", modified: null });
});

test("a delete still says who it was", async ({ tenant }) => {
  const id = await createUser(tenant.scim, "ana");
  expect(await rowOf(tenant, await tenant.scim.delete(`/Users/${id}`))).toMatchObject({
    action: "delete",
    httpStatus: 204,
    resourceId: id,
    userName: "ana@contoso.com",
  });
});

test("a change of members says who came and who went", async ({ tenant }) => {
  const [ana, bo] = [await createUser(tenant.scim, "ana"), await createUser(tenant.scim, "bo")];
  const sales = await createGroup(tenant.scim, "Sales", [bo]);
  const answer = await tenant.scim.patch(`/Groups/${sales}`, [
    { op: "Add", path: "members", value: [{ value: ana }] },
    { op: "Remove", path: "members", value: [{ value: bo }] },
  ]);
  const row = await rowOf(tenant, answer);
  expect(row).toMatchObject({ action: "update", status: "success", resourceType: "Group", displayName: "Sales" });
  expect(JSON.stringify(row.modified)).toContain(ana);
  expect(JSON.stringify(row.modified)).toContain(bo);
});

test("Entra's Test connection is recognised", async ({ tenant }) => {
  const answer = await tenant.scim.get('/Users?filter=userName+eq+"0cf1a1b2-8d1e-4b8f-9a9b-1c1f3b5a7e10"');
  expect(await rowOf(tenant, answer)).toMatchObject({ action: "testConnection", status: "success", httpStatus: 200 });
});

test("reads are logged too, with the filter that was asked", async ({ tenant }) => {
  const id = await createUser(tenant.scim, "ana");
  expect(await rowOf(tenant, await tenant.scim.get(`/Users/${id}`))).toMatchObject({ action: "read", resourceId: id });
  const list = await rowOf(tenant, await tenant.scim.get(filterPath("/Users", 'userName eq "ana@contoso.com"')));
  expect(list).toMatchObject({ action: "read", status: "success" });
  expect(decodeURIComponent(String(list.query))).toContain("ana@contoso.com");
});

test.describe("a refused request is logged with the very detail that the client got", () => {
  for (const [what, send, expected] of [
    ["400", (t: Tenant) => t.scim.post("/Users", { schemas: [] }), { httpStatus: 400, scimType: "invalidValue" }],
    [
      "malformed JSON",
      (t: Tenant) => t.scim.request("POST", "/Users", { bodyRaw: "{" }),
      { scimType: "invalidSyntax" },
    ],
    ["404", (t: Tenant) => t.scim.get(`/Users/${nobody}`), { httpStatus: 404, resourceType: "User" }],
    ["unknown path", (t: Tenant) => t.scim.get("/Nope"), { httpStatus: 404 }],
    ["405", (t: Tenant) => t.scim.delete("/Users"), { httpStatus: 405 }],
    [
      "415",
      (t: Tenant) => t.scim.post("/Users", {}, { headers: { "content-type": "text/plain" } }),
      { httpStatus: 415 },
    ],
    ["bad filter", (t: Tenant) => t.scim.get("/Users?filter=x"), { httpStatus: 400, scimType: "invalidFilter" }],
  ] as const) {
    test(what, async ({ tenant }) => {
      const answer = await send(tenant);
      const row = await rowOf(tenant, answer);
      expect(row).toMatchObject({ status: "failure", ...expected });
      expect(textAt(answer, "detail")).toContain(
        String(row.detail)
          .replace(/ ?\[req .*\]$/, "")
          .slice(0, 60),
      );
      expect(row.code).toMatch(/^MUSTER-[A-Z]\d\d$/);
      expect(textAt(answer, "detail")).toContain(String(row.code));
      expect(textAt(answer, "detail")).toContain(String(row.id));
    });
  }

  test("409, with the person whom it could not create", async ({ tenant }) => {
    await createUser(tenant.scim, "ana");
    const row = await rowOf(tenant, await tenant.scim.post("/Users", userBody("ana")));
    expect(row).toMatchObject({
      action: "create",
      status: "failure",
      scimType: "uniqueness",
      userName: "ana@contoso.com",
    });
  });

  test("a PATCH that failed says that nothing was modified", async ({ tenant }) => {
    const id = await createUser(tenant.scim, "ana");
    const answer = await tenant.scim.patch(`/Users/${id}`, [
      { op: "Replace", path: "title", value: "CEO" },
      { op: "Replace", path: "id", value: "x" },
    ]);
    expect(await rowOf(tenant, answer)).toMatchObject({
      action: "update",
      status: "failure",
      scimType: "mutability",
      resourceId: id,
      modified: null,
    });
  });

  test("the service being off", async ({ makeTenant }) => {
    const tenant = await makeTenant({ enabled: false });
    const row = await rowOf(tenant, await tenant.scim.post("/Users", userBody("ana")));
    expect(row).toMatchObject({
      httpStatus: 403,
      status: "failure",
      code: "MUSTER-S01",
      credentialId: tenant.token.tokenId,
    });
  });

  test("a revoked token, attributed to its directory", async ({ tenant }) => {
    await query(`UPDATE "Token" SET "revokedAt" = now() WHERE "id" = $1`, [tenant.token.tokenId]);
    await expect.poll(async () => (await tenant.scim.get("/Users")).status, { intervals: [20] }).toBe(401);
    const row = await rowOf(tenant, await tenant.scim.get("/Users"));
    expect(row).toMatchObject({ httpStatus: 401, status: "failure", code: "MUSTER-T04" });
  });
});

test("a change and its row are one: as many people as successful rows, whatever happened at the same time", async ({
  tenant,
}) => {
  const sends = Array.from({ length: 60 }, (_, index) => tenant.scim.post("/Users", userBody(`person-${index % 40}`)));
  const answers = await Promise.all(sends);
  const created = answers.filter(({ status }) => status === 201);
  expect(created).toHaveLength(40);
  const rows = await query(
    `SELECT e."id" FROM "ProvisioningEvent" e JOIN "User" u ON u."directoryId" = e."directoryId" AND u."id" = e."resourceId"
     WHERE e."directoryId" = $1 AND e."action" = 'create' AND e."status" = 'success'`,
    [tenant.directory.id],
  );
  expect(rows).toHaveLength(40);
  await expect.poll(() => countRows(tenant), { intervals: [50] }).toBe(60);
});

test("a change whose row cannot be written does not happen", async ({ tenant }) => {
  const id = await createUser(tenant.scim, "ana");
  // A row with the next request's id cannot be planted, so the table itself is made to refuse this directory's rows.
  const name = `refuse_${tenant.directory.id.replaceAll("-", "")}`;
  await query(
    `ALTER TABLE "ProvisioningEvent" ADD CONSTRAINT "${name}" CHECK ("directoryId" <> '${tenant.directory.id}') NOT VALID`,
  );
  try {
    const answer = await tenant.scim.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: "CEO" }]);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain(name);
    const [row] = await query(`SELECT "version", "attributes" FROM "User" WHERE "id" = $1`, [id]);
    expect(row?.version).toBe(1);
    expect(row?.attributes).not.toHaveProperty("title");
  } finally {
    await query(`ALTER TABLE "ProvisioningEvent" DROP CONSTRAINT "${name}"`);
  }
});

test("lastUsedAt of the token is kept, and from where", async ({ tenant }) => {
  await tenant.scim.get("/Users");
  await expect
    .poll(
      async () =>
        (await query(`SELECT "lastUsedAt" FROM "Token" WHERE "id" = $1`, [tenant.token.tokenId]))[0]?.lastUsedAt,
    )
    .toBeInstanceOf(Date);
});
