import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import type { OrganizationScope } from "@/lib/auth/scope";
import { membersAtOnceMax } from "@/lib/db/groups";
import { pool } from "@/lib/db/pool";
import { eventQueue } from "@/lib/insight/event-queue";
import type { Json } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ScimClient } from "./__fixtures__/scim-client";
import { handleScim } from "./handle-scim";
import { recordPieces } from "./record-pieces";
import type { ScimRequest } from "./scim-request";

/** More than two pages. */
const size = membersAtOnceMax * 2 + 500;

interface Member {
  readonly value: string;
  readonly $ref: string;
  readonly type: string;
  readonly display: string;
}

interface GroupBody {
  readonly id: string;
  readonly displayName?: string;
  readonly externalId?: string;
  readonly members?: readonly Member[];
  readonly meta?: { readonly version: string };
}

let call: ScimClient;
let token: string;
let directoryId: string;
let scope: OrganizationScope;
/** In the order of their ids. */
let people: readonly string[];

beforeEach(async () => {
  const tenant = await createUnattendedTenant();
  token = tenant.token.token;
  call = scimClient(token);
  directoryId = tenant.directory.id;
  scope = tenant.scope;
  people = await insertPeople(tenant.scope, size);
});

async function insertPeople({ organizationId }: OrganizationScope, count: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "displayName", "attributes",
       "search", "created", "lastModified")
     SELECT $1, gen_random_uuid(), $2, 'p' || i, 'p' || i, 'Person "' || i || '"', '{}', '{}', now(), now()
     FROM generate_series(1, $3) i RETURNING "id"`,
    [directoryId, organizationId, count],
  );
  return rows.map(({ id }) => id).sort();
}

const valuesOf = (ids: readonly string[]) => ids.map((value) => ({ value }));

async function groupOf(displayName: string, members: readonly string[]): Promise<string> {
  const { body, status } = await call<GroupBody>("POST", "/Groups", { displayName });
  expect(status).toBe(201);
  await add(body.id, members);
  return body.id;
}

const patch = (id: string, ...Operations: Json[]) => call("PATCH", `/Groups/${id}`, { Operations });
const add = (id: string, members: readonly string[]) =>
  patch(id, { op: "add", path: "members", value: valuesOf(members) });

const shown = async (id: string, query = "") => (await call<GroupBody>("GET", `/Groups/${id}${query}`)).body;
const idsOf = ({ members = [] }: GroupBody) => members.map(({ value }) => value);

/** A request whose answer is not read yet. */
function begin(method: string, id: string) {
  const request: ScimRequest = {
    method,
    pathname: `/scim/v2/Groups/${id}`,
    search: "",
    header: (name) => (name === "authorization" ? `Bearer ${token}` : undefined),
    body: async () => new Uint8Array(),
    peerAddress: "127.0.0.1",
    encrypted: false,
  };
  return handleScim(request);
}

async function beginPieces(id: string): Promise<AsyncIterator<string>> {
  const { pieces } = await begin("GET", id);
  if (!pieces) throw new Error("the answer does not come in pieces");
  return pieces[Symbol.asyncIterator]();
}

async function lastRead() {
  await eventQueue.flush();
  const { rows } = await pool.query(
    `SELECT "status", "httpStatus", "detail", "responseBody" FROM "ProvisioningEvent"
     WHERE "directoryId" = $1 AND "method" IN ('GET', 'HEAD') ORDER BY "id" DESC LIMIT 1`,
    [directoryId],
  );
  return rows[0];
}

describe("a group of many members", () => {
  test("is shown with each of them once, in pieces", async () => {
    const id = await groupOf("Everybody", people);
    const group = await shown(id);
    expect(idsOf(group)).toEqual(people);
    expect(group).toMatchObject({ id, displayName: "Everybody" });
    const first = group.members?.[0];
    expect(first).toEqual({
      value: people[0],
      $ref: expect.stringMatching(new RegExp(`/scim/v2/Users/${people[0]}$`)),
      type: "User",
      display: expect.stringMatching(/^Person "\d+"$/),
    });
    expect(Object.keys(group).at(-1)).toBe("meta");
    const pieces = await beginPieces(id);
    let count = 0;
    while (!(await pieces.next()).done) count += 1;
    expect(count).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ["?attributes=members.value", { members: true, displayName: false, meta: false, part: ["value"] }],
    [
      "?attributes=members",
      { members: true, displayName: false, meta: false, part: ["value", "$ref", "type", "display"] },
    ],
    [
      "?excludedAttributes=meta,members.display",
      { members: true, displayName: true, meta: false, part: ["value", "$ref", "type"] },
    ],
    ["?excludedAttributes=members", { members: false, displayName: true, meta: true, part: [] }],
  ])("%s shows what it asks for of every member", async (query, expected) => {
    const id = await groupOf("Everybody", people);
    const group = await shown(id, query);
    expect(idsOf(group)).toEqual(expected.members ? people : []);
    expect(["displayName" in group, "meta" in group]).toEqual([expected.displayName, expected.meta]);
    for (const member of group.members ?? []) expect(Object.keys(member)).toEqual(expected.part);
  });

  test.each([membersAtOnceMax - 1, membersAtOnceMax, membersAtOnceMax + 1])("of %i members is whole", async (count) => {
    const id = await groupOf("Some", people.slice(0, count));
    expect(idsOf(await shown(id))).toEqual(people.slice(0, count));
  });

  test("shows who is in it all the while, whoever comes and goes meanwhile", async () => {
    const [newcomer = "", ...others] = people;
    const id = await groupOf("Everybody", others);
    const pieces = await beginPieces(id);
    let text = String((await pieces.next()).value);
    const leaver = others.at(-1) ?? "";
    await patch(id, { op: "remove", path: `members[value eq "${leaver}"]` });
    await add(id, [newcomer]);
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) text += next.value;
    const group: GroupBody = JSON.parse(text);
    expect(idsOf(group)).toEqual(others.slice(0, -1));
    const stale = await call("PATCH", `/Groups/${id}`, { Operations: [] }, { "if-match": group.meta?.version ?? "" });
    expect(stale.status).toBe(412);
  });

  test("is listed among others, by index, by cursor and by a search of everything", async () => {
    const [few, many] = [people.slice(0, 3), people.slice(3)];
    await groupOf("A", few);
    await groupOf("B", many);
    await groupOf("C", []);
    for (const answer of [
      await call<{ totalResults?: number; Resources: GroupBody[] }>("GET", "/Groups?startIndex=1&count=10"),
      await call<{ totalResults?: number; Resources: GroupBody[] }>("GET", "/Groups?cursor=&count=10"),
      await call<{ totalResults?: number; Resources: GroupBody[] }>("POST", "/.search", {
        filter: "members pr or displayName pr",
        startIndex: size + 1 - size,
        count: 10,
        attributes: ["displayName", "members"],
      }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.body.totalResults).toBe(3);
      expect(answer.body.Resources.map(({ displayName }) => displayName)).toEqual(["A", "B", "C"]);
      expect(answer.body.Resources.map(idsOf)).toEqual([few, many, []]);
    }
  });

  test("a POST and a PUT with many members show all of them", async () => {
    const created = await call<GroupBody>("POST", "/Groups", { displayName: "New", members: valuesOf(people) });
    expect([created.status, idsOf(created.body)]).toEqual([201, people]);
    const half = people.slice(0, size / 2);
    const replaced = await call<GroupBody>("PUT", `/Groups/${created.body.id}`, {
      displayName: "New",
      members: valuesOf(half),
    });
    expect([replaced.status, idsOf(replaced.body)]).toEqual([200, half]);
  });

  test("members are found by what they are called, as text is compared everywhere, and removed by their $ref", async () => {
    const named = [
      { displayName: "\u039f\u0394\u039f\u03a3" },
      { name: { givenName: "A\u0301na", familyName: "Ny" } },
      {},
    ];
    const ids: string[] = [];
    for (const [index, name] of named.entries()) {
      ids.push((await call<GroupBody>("POST", "/Users", { userName: `Named${index}`, ...name })).body.id);
    }
    const inner = await groupOf("\u00dcnter", []);
    const id = await groupOf("Outer", [...ids, inner]);
    for (const display of ["\u03bf\u03b4\u03bf\u03c2", "\u00c1NA ny", "named2", "u\u0308nter"]) {
      const filter = encodeURIComponent(`members[display eq "${display}"]`);
      expect((await call("GET", `/Groups?filter=${filter}`)).body.Resources.map((each) => each.id)).toEqual([id]);
    }
    const { members = [] } = await shown(id);
    await patch(id, { op: "remove", path: `members[$ref eq "${members[0]?.$ref}" or $ref ew "${inner}"]` });
    expect(idsOf(await shown(id))).toEqual([ids[1], ids[2]]);
  });

  test("members are removed by a filter on something else than their id, wherever they stand", async () => {
    const id = await groupOf("Everybody", people);
    const { members = [] } = await shown(id);
    const [early, late] = [members[10], members[size - 10]];
    await patch(id, {
      op: "remove",
      path: `members[display eq ${JSON.stringify(early?.display)} or display eq ${JSON.stringify(late?.display)}]`,
    });
    const left = people.filter((each) => each !== early?.value && each !== late?.value);
    expect(idsOf(await shown(id))).toEqual(left);
  });

  test("replacing all of its members again and again keeps those who stay", async () => {
    const id = await groupOf("Everybody", people);
    // As often as it takes PostgreSQL to keep a plan.
    for (let round = 0; round < 7; round += 1) {
      await patch(id, { op: "replace", path: "members", value: valuesOf(people.slice(round)) });
    }
    expect(idsOf(await shown(id))).toEqual(people.slice(6));
    await patch(id, { op: "remove", path: "members" });
    expect(await shown(id)).not.toHaveProperty("members");
  });
});

describe("the log row of an answer in pieces", () => {
  test("is written when the last piece is sent", async () => {
    const id = await groupOf("Everybody", people);
    const pieces = await beginPieces(id);
    let characters = 0;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) characters += next.value.length;
    expect(await lastRead()).toEqual({
      status: "success",
      httpStatus: 200,
      detail: null,
      responseBody: { omitted: `${characters} characters` },
    });
  });

  test.each([
    ["ends it", (pieces: AsyncIterator<string>) => pieces.return?.()],
    ["breaks it", (pieces: AsyncIterator<string>) => pieces.throw?.(new Error("gone")).catch(() => undefined)],
  ])("tells when the client left before the end, whether its door %s", async (_, leave) => {
    const id = await groupOf("Everybody", people);
    const pieces = await beginPieces(id);
    await pieces.next();
    await leave(pieces);
    expect(await lastRead()).toMatchObject({
      status: "warning",
      detail: "The client left before the answer had ended.",
    });
  });

  test("tells when we could not go on", async () => {
    const { organizationId } = scope;
    const event = {
      directoryId,
      organizationId,
      id: uuidv7(),
      at: new Date(),
      durationMs: 1,
      action: "read",
      status: "success",
      httpStatus: 200,
      method: "GET",
      path: "/scim/v2/Groups",
    } as const;
    const broken = async function* () {
      yield "{";
      throw new Error("the database is gone");
    };
    const pieces = recordPieces(broken(), event);
    expect((await pieces.next()).value).toBe("{");
    await expect(pieces.next()).rejects.toThrow("the database is gone");
    expect(await lastRead()).toMatchObject({
      status: "failure",
      httpStatus: 200,
      detail: expect.stringContaining("broke off"),
    });
  });

  test("is written for a HEAD, which has no body", async () => {
    const id = await groupOf("Everybody", people);
    const answer = await begin("HEAD", id);
    expect([answer.status, answer.text, answer.pieces]).toEqual([200, undefined, undefined]);
    expect(await lastRead()).toMatchObject({ status: "success", httpStatus: 200 });
  });
});
