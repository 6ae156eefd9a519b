/** A conditional GET of a group (RFC 7644 §3.14) tells of members who were deleted, whose groups nobody writes to. */
import { beforeEach, expect, test } from "vitest";
import { forgetDeletedUsers } from "@/lib/db/deleted-users";
import { pool } from "@/lib/db/pool";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ScimClient } from "./__fixtures__/scim-client";

interface Body {
  readonly id: string;
  readonly members?: readonly { readonly value: string }[];
}

let call: ScimClient;
let directoryId: string;

beforeEach(async () => {
  const { token, directory } = await createUnattendedTenant();
  call = scimClient(token.token);
  directoryId = directory.id;
});

const schemas = (type: string) => [`urn:ietf:params:scim:schemas:core:2.0:${type}`];
const create = async (userName: string) =>
  (await call<Body>("POST", "/Users", { schemas: schemas("User"), userName })).body.id;
const createGroup = async (displayName: string, ...members: string[]) => {
  const body = { schemas: schemas("Group"), displayName, members: members.map((value) => ({ value })) };
  return (await call<Body>("POST", "/Groups", body)).body.id;
};
const etagOf = async (group: string) => (await call("GET", `/Groups/${group}`)).headers["ETag"] ?? "";
const ask = (group: string, etag: string, query = "") =>
  call<Body>("GET", `/Groups/${group}${query}`, undefined, { "if-none-match": etag });
/** It was created, and they were deleted, days ago. */
const longAgo = async () => {
  await pool.query(`UPDATE "Group" SET "lastModified" = now() - interval '40 days' WHERE "directoryId" = $1`, [
    directoryId,
  ]);
  await pool.query(`UPDATE "DeletedUser" SET "deletedAt" = now() - interval '31 days' WHERE "directoryId" = $1`, [
    directoryId,
  ]);
};

test("a group that a member of was deleted is not answered with 304; without its members, and any other one, it is", async () => {
  const [ana, bo] = [await create("ana"), await create("bo")];
  const [sales, other] = [await createGroup("Sales", ana, bo), await createGroup("Other", bo)];
  const [etag, otherEtag] = [await etagOf(sales), await etagOf(other)];
  expect((await ask(sales, etag)).status).toBe(304);
  expect((await call("DELETE", `/Users/${ana}`)).status).toBe(204);
  const { status, body } = await ask(sales, etag);
  expect(status).toBe(200);
  expect(body.members).toMatchObject([{ value: bo }]);
  expect((await ask(sales, etag, "?excludedAttributes=members")).status).toBe(304);
  expect((await ask(other, otherEtag)).status).toBe(304);
});

test("nor is it once they have left the bin; a group that was changed since keeps its version then", async () => {
  const [ana, bo] = [await create("ana"), await create("bo")];
  const [sales, changed] = [await createGroup("Sales", ana, bo), await createGroup("Changed", ana, bo)];
  const etag = await etagOf(sales);
  await call("DELETE", `/Users/${ana}`);
  await longAgo();
  await pool.query(`UPDATE "Group" SET "lastModified" = now() WHERE "id" = $1`, [changed]);
  const changedEtag = await etagOf(changed);
  expect(await forgetDeletedUsers(new Date(Date.now() - 30 * 24 * 60 * 60_000))).toBeGreaterThanOrEqual(1);
  const { status, headers } = await ask(sales, etag);
  expect(status).toBe(200);
  expect((await ask(sales, headers["ETag"] ?? "")).status).toBe(304);
  expect((await ask(changed, changedEtag)).status).toBe(304);
});

test("nor is it where a group was deleted that was its member, also one that has itself as a member", async () => {
  const inner = await createGroup("Inner");
  const sales = await createGroup("Sales", inner);
  const add = [{ op: "add", path: "members", value: [{ value: inner }] }];
  const patch = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: add };
  expect((await call("PATCH", `/Groups/${inner}`, patch)).status).toBeLessThan(300);
  const etag = await etagOf(sales);
  expect((await call("DELETE", `/Groups/${inner}`)).status).toBe(204);
  const { status, headers, body } = await ask(sales, etag);
  expect([status, body.members ?? []]).toEqual([200, []]);
  expect((await ask(sales, headers["ETag"] ?? "")).status).toBe(304);
});
