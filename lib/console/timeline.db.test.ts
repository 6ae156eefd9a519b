import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { readLogIdentities } from "@/lib/db/log-identities";
import { uuidAt } from "@/lib/db/uuid-time";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody, ScimClient } from "@/lib/http/__fixtures__/scim-client";
import type { Json, JsonObject } from "@/lib/scim/json";
import { createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { askAboutGroup, askAboutPerson } from "./ask-membership";
import { restoreDeletedUser } from "./deleted-users";
import { setBrake } from "./deprovision-brake";
import { findFormerGroup, findFormerUser } from "./former-resource";
import { decideHeld } from "./held-users";
import { searchDirectory } from "./search-directory";
import { groupTimeline, personTimeline, type Timeline } from "./timeline";
import { findUser } from "./users";
import { listFormerNames, whoIs } from "./who-is";
import { whyInGroup } from "./why-in-group";
import { whyInactive } from "./why-inactive";

let tenant: Tenant;
let scope: DirectoryScope;
let call: ScimClient;

beforeEach(async () => {
  tenant = await createTenant();
  scope = { ...tenant.owner.scope, directoryId: tenant.directory.id };
  call = scimClient(tenant.token.token);
});

interface Body extends ListBody {
  readonly id: string;
}

const patch = (...Operations: Json[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});
const create = async (userName: string, more: JsonObject = {}) => {
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
  return (await call<Body>("POST", "/Users", { schemas, userName, active: true, ...more })).body.id;
};
const createGroup = async (displayName: string, members: readonly string[] = [], type = "User") => {
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
  const body = { schemas, displayName, members: members.map((value) => ({ value, type })) };
  return (await call<Body>("POST", "/Groups", body)).body.id;
};
const set = (id: string, path: string, value: Json) =>
  call("PATCH", `/Users/${id}`, patch({ op: "Replace", path, value }));
const add = (group: string, ...ids: string[]) =>
  call("PATCH", `/Groups/${group}`, patch({ op: "Add", path: "members", value: ids.map((value) => ({ value })) }));
const leave = (group: string, id: string) =>
  call("PATCH", `/Groups/${group}`, patch({ op: "Remove", path: "members", value: [{ value: id }] }));

/** What a timeline says, an entry in a line. */
const told = ({ entries, names }: Timeline) =>
  entries.map(({ action, status, group, members, changes, requests, decidedBy, because }) =>
    [
      requests > 1 ? `${requests} ×` : undefined,
      status === "success" ? undefined : status,
      group === undefined ? action : `${group.left ? "left" : "joined"} ${group.name}`,
      ...(action === "create" || action === "delete"
        ? []
        : changes.map(({ path, before = "—", after = "—" }) => `${path} ${before} → ${after}`)),
      members === undefined ? undefined : `+${members.added} −${members.removed}`,
      ...(members?.first.map(({ id, left }) => `${left ? "−" : "+"}${names.get(id)?.name}`) ?? []),
      because,
      decidedBy === undefined ? undefined : `by ${decidedBy}`,
    ]
      .filter((word) => word !== undefined)
      .join(" "),
  );

describe("a person's timeline", () => {
  test("tells everything that happened to them, groups that they joined and left included, the newest first", async () => {
    const ana = await create("ana@contoso.example", { displayName: "Ana", title: "Engineer" });
    const sales = await createGroup("Sales");
    await add(sales, ana);
    await set(ana, "title", "Head of Sales");
    await leave(sales, ana);
    await set(ana, "active", "False");
    await call("GET", `/Users/${ana}`);
    expect(told(await personTimeline(scope, ana, {}))).toEqual([
      "disable active true → false",
      "left Sales",
      "update title Engineer → Head of Sales",
      "joined Sales",
      "create",
    ]);
  });

  test("has the group that they were created into, and nothing of others in it", async () => {
    const [ana, bo] = [await create("ana"), await create("bo")];
    const sales = await createGroup("Sales", [ana]);
    await add(sales, bo);
    expect(told(await personTimeline(scope, ana, {}))).toEqual(["joined Sales", "create"]);
  });

  test("has the end of a group that they were in", async () => {
    const [ana, bo] = [await create("ana"), await create("bo")];
    const sales = await createGroup("Sales", [ana, bo]);
    await leave(sales, bo);
    await call("DELETE", `/Groups/${sales}`);
    expect(told(await personTimeline(scope, ana, {}))).toEqual(["left Sales", "joined Sales", "create"]);
    expect(told(await personTimeline(scope, bo, {}))).toEqual(["left Sales", "joined Sales", "create"]);
    expect(told(await groupTimeline(scope, sales, {}))[0]).toBe("delete +0 −1 −ana");
  });

  test("tells each repeated refusal once, with how often it was", async () => {
    await create("bo");
    const ana = await create("ana");
    for (let count = 0; count < 3; count += 1) await set(ana, "userName", "bo");
    expect(told(await personTimeline(scope, ana, {}))).toEqual(["3 × failure update", "create"]);
  });

  test("has the attempts to create them that were refused before, and since", async () => {
    await create("ana", { name: "not an object" });
    const ana = await create("ana");
    await create("ana");
    expect(told(await personTimeline(scope, ana, { userName: "ana" }))).toEqual([
      "failure create",
      "create",
      "failure create",
    ]);
  });

  test("goes on after deletion and restoration, and names who restored", async () => {
    const ana = await create("ana");
    await call("DELETE", `/Users/${ana}`);
    await restoreDeletedUser(scope, { directoryId: scope.directoryId, userId: ana });
    expect(told(await personTimeline(scope, ana, {}))).toEqual([
      `restore by ${tenant.owner.email}`,
      "delete",
      "create",
    ]);
  });

  test("names the manager before and after", async () => {
    const [boss, ana] = [await create("boss", { displayName: "The Boss" }), await create("ana")];
    const urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    await set(ana, `${urn}:manager`, boss);
    const { entries, names } = await personTimeline(scope, ana, {});
    const after = entries[0]?.changes.find(({ path }) => path.endsWith("manager.value"))?.after ?? "";
    expect(names.get(after)?.name).toBe("The Boss");
  });

  test("is walked page by page without losing or repeating anything", async () => {
    const ana = await create("ana");
    for (let count = 0; count < 30; count += 1) await set(ana, "title", `Title ${count}`);
    const walked: string[] = [];
    let page = await personTimeline(scope, ana, {});
    walked.push(...page.entries.map(({ id }) => id));
    expect(walked).toHaveLength(25);
    page = await personTimeline(scope, ana, { olderThan: page.older });
    walked.push(...page.entries.map(({ id }) => id));
    expect(page.older).toBeUndefined();
    expect(new Set(walked).size).toBe(31);
  });

  test("a password that changed is told, not shown", async () => {
    const ana = await create("ana", { password: "first secret 1" });
    await set(ana, "password", "second secret 2");
    expect(JSON.stringify((await personTimeline(scope, ana, {})).entries)).not.toContain("secret 2");
  });
});

describe("a group's timeline", () => {
  test("tells renames, and who joined and left by name; a burst of requests is one entry", async () => {
    const people = [];
    for (const name of ["Ana", "Bo", "Cy"]) people.push(await create(name, { displayName: name }));
    const [ana = "", bo = "", cy = ""] = people;
    const sales = await createGroup("Sales");
    await add(sales, ana);
    await add(sales, bo);
    await add(sales, cy);
    await call("PATCH", `/Groups/${sales}`, patch({ op: "Replace", path: "displayName", value: "Nordic Sales" }));
    await leave(sales, bo);
    expect(told(await groupTimeline(scope, sales, {}))).toEqual([
      "update +0 −1 −Bo",
      "update displayName Sales → Nordic Sales",
      "3 × update +3 −0 +Cy +Bo +Ana",
      "create",
    ]);
  });

  test("a burst of more requests than are read at once is one entry still", async () => {
    const sales = await createGroup("Sales");
    const ana = await create("ana");
    for (let count = 0; count < 255; count += 1) {
      await add(sales, ana);
      await leave(sales, ana);
    }
    const { entries, older } = await groupTimeline(scope, sales, {});
    expect(entries.map(({ members, requests }) => [requests, members?.added, members?.first.length])).toEqual([
      [510, 255, 50],
      [1, undefined, undefined],
    ]);
    expect(older).toBeUndefined();
  }, 60_000);

  test("who was deleted since is named as they were", async () => {
    const ana = await create("ana", { displayName: "Ana" });
    const sales = await createGroup("Sales");
    await add(sales, ana);
    await call("DELETE", `/Users/${ana}`);
    expect(told(await groupTimeline(scope, sales, {}))).toContain("update +1 −0 +Ana");
  });

  test("tells who left because they were deleted, and who is back because they were restored", async () => {
    const [ana, bo, cy] = [await create("ana"), await create("bo"), await create("cy")];
    const sales = await createGroup("Sales");
    await add(sales, ana, bo, cy);
    await leave(sales, cy);
    for (const id of [ana, cy]) await call("DELETE", `/Users/${id}`);
    const { headers } = await call("DELETE", `/Users/${bo}`);
    for (const userId of [bo, cy]) await restoreDeletedUser(scope, { directoryId: scope.directoryId, userId });
    const timeline = await groupTimeline(scope, sales, {});
    expect(told(timeline)).toEqual([
      `restore +1 −0 +bo restored by ${tenant.owner.email}`,
      "2 × delete +0 −2 −bo −ana deleted",
      "2 × update +3 −1 −cy +ana +bo +cy",
      "create",
    ]);
    expect(timeline.entries[1]?.id).toBe(headers["X-Request-Id"]);
  });

  test("tells it also of those who are in no bin any more, and whose deletion the brake held", async () => {
    await setBrake(scope, { directoryId: scope.directoryId, kind: "on", least: 1, percent: 0, hours: 24 });
    const people = [await create("ana"), await create("bo")];
    const sales = await createGroup("Sales", people);
    for (const id of people) await call("DELETE", `/Users/${id}`);
    await decideHeld(scope, { directoryId: scope.directoryId, userIds: "all", decision: "happen" });
    await db.deletedUser.deleteMany({ where: { directoryId: scope.directoryId } });
    expect(told(await groupTimeline(scope, sales, {}))).toEqual([
      "2 × warning delete +0 −2 −bo −ana deleted",
      "create +2 −0 +ana +bo",
    ]);
    expect(await whyInGroup(scope, sales, people[0] ?? "")).toMatchObject({
      person: { name: "ana" },
      why: { kind: "deleted", wasMember: true },
    });
  });

  test("finds them between more rows, and among more deletions of others, than are read at once", async () => {
    const [ana, sales] = [uuidv7(), uuidv7()];
    const keys = { organizationId: scope.organizationId, directoryId: scope.directoryId };
    const request = { durationMs: 1, status: "success", httpStatus: 200, method: "PATCH", path: "/scim/v2" };
    const began = Date.now() - 3_600_000;
    const row = (seconds: number, more: { action: string; resourceType: string; resourceId: string }) => {
      const at = new Date(began + seconds * 1_000);
      return { ...keys, ...request, id: uuidAt(at), at, userName: more.resourceId === ana ? "ana" : null, ...more };
    };
    const group = { resourceType: "Group", resourceId: sales };
    const joined = [{ path: "members", added: 1, removed: 0, addedIds: [ana], removedIds: [] }];
    await db.provisioningEvent.createMany({
      data: [
        { ...row(0, { action: "create", ...group }), modified: joined },
        ...Array.from({ length: 1_200 }, (_, at) => ({
          ...row(1 + at, { action: "update", ...group }),
          status: "skipped",
        })),
        ...Array.from({ length: 1_200 }, (_, at) =>
          row(1.2 + at, { action: "delete", resourceType: "User", resourceId: uuidv7() }),
        ),
        row(900.5, { action: "delete", resourceType: "User", resourceId: ana }),
      ],
    });
    expect(told(await groupTimeline(scope, sales, {}))).toEqual([
      "300 × skipped update",
      "delete +0 −1 −ana deleted",
      "900 × skipped update",
      "create +1 −0 +ana",
    ]);
  });

  test("tells of a nested group that was deleted, and of nobody who left after the group itself was gone", async () => {
    const ana = await create("ana");
    const nordic = await createGroup("Nordic");
    const sales = await createGroup("Sales", [nordic], "Group");
    await call("DELETE", `/Groups/${nordic}`);
    await add(sales, ana);
    await call("DELETE", `/Groups/${sales}`);
    await call("DELETE", `/Users/${ana}`);
    expect(told(await groupTimeline(scope, sales, {}))).toEqual([
      "delete +0 −1 −ana",
      "update +1 −0 +ana",
      "delete +0 −1 −Nordic deleted",
      "create +1 −0 +Nordic",
    ]);
  });

  test("is walked page by page, deletions included, without losing or repeating anything", async () => {
    const ids = [];
    for (let count = 0; count < 30; count += 1) ids.push(await create(`p${count}`));
    const sales = await createGroup("Sales", ids);
    for (const [index, id] of ids.entries()) {
      await call("DELETE", `/Users/${id}`);
      await call("PATCH", `/Groups/${sales}`, patch({ op: "Replace", path: "displayName", value: `Sales ${index}` }));
    }
    const walked: string[] = [];
    let older: string | undefined;
    do {
      const page = await groupTimeline(scope, sales, { olderThan: older });
      walked.push(...page.entries.map(({ id }) => id));
      older = page.older;
    } while (older !== undefined);
    expect(walked).toEqual([...new Set(walked)].sort().reverse());
    expect(walked).toHaveLength(61);
  });
});

describe("why is she inactive", () => {
  const why = async (id: string) => {
    const user = await findUser(scope, id);
    return user && whyInactive(scope, user);
  };

  test("nobody asks of somebody active", async () => {
    expect(await why(await create("ana"))).toBeUndefined();
  });

  test("the identity provider disabled her: by this request", async () => {
    const ana = await create("ana");
    const { headers } = await set(ana, "active", "False");
    expect(await why(ana)).toMatchObject({
      kind: "disabled",
      reason: { eventId: headers["X-Request-Id"] },
    });
  });

  test("she was created so", async () => {
    expect(await why(await create("ana", { active: false }))).toMatchObject({ kind: "createdInactive" });
  });

  test("what was refused since then is told with it", async () => {
    await create("bo");
    const ana = await create("ana");
    await set(ana, "active", false);
    await set(ana, "userName", "bo");
    expect(await why(ana)).toMatchObject({ kind: "disabled", refusedSince: { code: "MUSTER-U01" } });
  });

  test("the brake holds it; once an admin lets it happen, both are named", async () => {
    await setBrake(scope, { directoryId: scope.directoryId, kind: "on", least: 1, percent: 0, hours: 24 });
    const [bo, ana] = [await create("bo"), await create("ana")];
    await set(bo, "active", false);
    await set(ana, "active", false);
    expect(await why(ana)).toMatchObject({ kind: "held" });
    await decideHeld(scope, { directoryId: scope.directoryId, userIds: [ana], decision: "happen" });
    expect(await why(ana)).toMatchObject({
      kind: "allowed",
      reason: { decidedBy: tenant.owner.email },
      asked: { code: "MUSTER-B01" },
    });
  });
});

describe("why is he not in this group", () => {
  const why = async (group: string, id: string) => (await whyInGroup(scope, group, id))?.why;

  test("he is: added by this request", async () => {
    const [ana, sales] = [await create("ana"), await createGroup("Sales")];
    const { headers } = await add(sales, ana);
    expect(await why(sales, ana)).toMatchObject({ kind: "member", eventId: headers["X-Request-Id"] });
  });

  test("he is, through another group", async () => {
    const ana = await create("ana");
    const nordic = await createGroup("Nordic", [ana]);
    const sales = await createGroup("Sales", [nordic], "Group");
    expect(await why(sales, ana)).toEqual({ kind: "nested", through: { id: nordic, name: "Nordic" } });
  });

  test("he was removed by this request", async () => {
    const [ana, sales] = [await create("ana"), await createGroup("Sales")];
    await add(sales, ana);
    const { headers } = await leave(sales, ana);
    expect(await why(sales, ana)).toMatchObject({ kind: "removed", reason: { eventId: headers["X-Request-Id"] } });
  });

  test("adding him was refused, and why", async () => {
    const [ana, sales] = [await create("ana"), await createGroup("Sales")];
    const { status } = await add(sales, ana, uuidv7());
    expect(status).toBe(400);
    expect(await why(sales, ana)).toMatchObject({ kind: "refused", reason: { code: "MUSTER-A02" } });
  });

  test("he was deleted", async () => {
    const [ana, sales] = [await create("ana"), await createGroup("Sales")];
    await add(sales, ana);
    await call("DELETE", `/Users/${ana}`);
    expect(await why(sales, ana)).toMatchObject({ kind: "deleted", reason: { code: null }, wasMember: true });
  });

  test("he was deleted after he had left", async () => {
    const [ana, sales] = [await create("ana"), await createGroup("Sales")];
    await add(sales, ana);
    await leave(sales, ana);
    await call("DELETE", `/Users/${ana}`);
    expect(await why(sales, ana)).toMatchObject({ kind: "deleted", wasMember: false });
    await db.deletedUser.deleteMany({ where: { directoryId: scope.directoryId } });
    expect(await why(sales, ana)).toMatchObject({ kind: "deleted", wasMember: false });
  });

  test("nobody ever asked for it", async () => {
    const [ana, sales] = [await create("ana", { active: false }), await createGroup("Sales")];
    expect(await why(sales, ana)).toMatchObject({ kind: "never", isInactive: true });
  });

  test("is asked by name: one who matches is answered of, several are offered", async () => {
    const sales = await createGroup("Sales");
    await createGroup("Sales North");
    const ana = await create("ana@contoso.example", { displayName: "Ana Pérez" });
    await create("bo@contoso.example");
    expect((await askAboutPerson(scope, sales, "pérez")).answer?.why.kind).toBe("never");
    expect((await askAboutPerson(scope, sales, "contoso")).candidates).toHaveLength(2);
    expect(await askAboutPerson(scope, sales, "nobody")).toEqual({ answer: undefined, candidates: [] });
    expect((await askAboutGroup(scope, ana, sales)).answer?.group.name).toBe("Sales");
    expect((await askAboutGroup(scope, ana, "sales")).candidates).toHaveLength(2);
  });
});

describe("who and what was deleted", () => {
  test("a person is known with until when they can be restored, and then as long as the log has them", async () => {
    const ana = await create("ana", { displayName: "Ana" });
    const sales = await createGroup("Sales", [ana]);
    const { headers } = await call("DELETE", `/Users/${ana}`);
    const former = await findFormerUser(scope, ana);
    expect(former).toMatchObject({
      name: "Ana",
      eventId: headers["X-Request-Id"],
      bin: { userName: "ana", groups: [{ id: sales, name: "Sales" }], takenBy: undefined },
    });
    const days = ((former?.bin?.until.getTime() ?? 0) - (former?.at.getTime() ?? 0)) / (24 * 60 * 60 * 1000);
    expect(days).toBe(30);
  });

  test("a group is known as long as the log has it", async () => {
    const sales = await createGroup("Sales");
    await call("DELETE", `/Groups/${sales}`);
    expect(await findFormerGroup(scope, sales)).toMatchObject({ name: "Sales", isDeletion: true });
  });

  test("an id that was only asked for is nobody's", async () => {
    const id = uuidv7();
    await call("GET", `/Users/${id}`);
    await set(id, "title", "CEO");
    expect(await findFormerUser(scope, id)).toBeUndefined();
  });
});

describe("search by anything", () => {
  const read = () => readLogIdentities(new Date(Date.now() + 60_000), scope.directoryId);
  const search = (query: string) => searchDirectory(scope, { directorySlug: tenant.directory.slug, query });

  test("finds who was called so once, with what they are called now", async () => {
    const ana = await create("ana.perez@contoso.example", { displayName: "Ana Pérez" });
    await set(ana, "userName", "ana.moreno@contoso.example");
    await set(ana, "displayName", "Ana Moreno");
    await read();
    expect(await search("ana.perez@")).toMatchObject({
      people: [],
      former: [{ id: ana, name: "Ana Moreno", isHere: true, matched: "ana.perez@contoso.example" }],
    });
    expect(await search("ana.moreno@")).toMatchObject({ people: [{ id: ana }], former: [] });
  });

  test("finds who was deleted, and addresses that are not primary, also those they no longer have", async () => {
    const emails = [
      { type: "work", value: "ana@contoso.example", primary: true },
      { type: "home", value: "pepita@home.example" },
    ];
    const ana = await create("ana", { displayName: "Ana", emails });
    expect((await search("pepita@")).people).toMatchObject([{ id: ana }]);
    await set(ana, 'emails[type eq "home"].value', "other@home.example");
    await read();
    expect((await search("pepita@")).former).toMatchObject([{ id: ana, matched: "pepita@home.example" }]);
    await call("DELETE", `/Users/${ana}`);
    expect((await search("pepita@")).former).toMatchObject([{ id: ana, isHere: false }]);
  });

  test("says of any id what it is", async () => {
    const ana = await create("ana", { displayName: "Ana", externalId: "E-77" });
    const sales = await createGroup("Sales");
    const { headers } = await set(ana, "title", "CEO");
    const gone = await create("bo", { displayName: "Bo", externalId: "0c9d3a52-4f0e-4f0e-9a52-1c1f3b5a7e10" });
    await call("DELETE", `/Users/${gone}`);
    await call("DELETE", `/Groups/${await createGroup("Old")}`);
    await read();
    const kinds = async (text: string) => (await whoIs(scope, text)).map((meaning) => meaning.kind);
    expect(await whoIs(scope, ana)).toMatchObject([{ kind: "user", name: "Ana", isExternal: false }]);
    expect(await whoIs(scope, "e-77")).toMatchObject([{ kind: "user", id: ana, isExternal: true }]);
    expect(await kinds(sales)).toEqual(["group"]);
    expect(await whoIs(scope, headers["X-Request-Id"] ?? "")).toMatchObject([{ kind: "request", name: "Ana" }]);
    expect(await kinds(gone)).toEqual(["deleted"]);
    expect(await whoIs(scope, "0c9d3a52-4f0e-4f0e-9a52-1c1f3b5a7e10")).toMatchObject([
      { kind: "formerUser", name: "Bo", isExternal: true },
    ]);
    expect(await kinds(tenant.token.tokenId)).toEqual(["token"]);
    expect(await kinds(tenant.token.token)).toEqual(["token"]);
    expect(await kinds(uuidv7())).toEqual(["nobody"]);
    expect(await kinds("ana")).toEqual([]);
  });
});

test("another organization sees nothing of it, and gets no answer", async () => {
  const ana = await create("ana");
  const sales = await createGroup("Sales", [ana]);
  const gone = await create("bo");
  await call("DELETE", `/Users/${gone}`);
  const other = await createUnattendedTenant();
  for (const stranger of [
    { ...other.scope, directoryId: other.directory.id },
    { ...other.scope, directoryId: scope.directoryId },
  ]) {
    expect((await personTimeline(stranger, ana, {})).entries).toEqual([]);
    expect((await groupTimeline(stranger, sales, {})).entries).toEqual([]);
    expect(await whyInGroup(stranger, sales, ana)).toBeUndefined();
    expect(await findFormerUser(stranger, gone)).toBeUndefined();
    expect(await whoIs(stranger, ana)).toMatchObject([{ kind: "nobody" }]);
    expect(await listFormerNames(stranger, gone)).toEqual([]);
    expect(await whyInactive(stranger, { id: ana, active: false, isHeld: false })).toMatchObject({ kind: "unknown" });
  }
});
