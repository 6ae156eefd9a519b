import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import { db } from "@/lib/db/client";
import { uuidAt } from "@/lib/db/uuid-time";
import { provisionedDirectory, type ProvisionedDirectory } from "./__fixtures__/provisioned-directory";
import { restoreDeletedUser } from "./deleted-users";
import { setBrake } from "./deprovision-brake";
import { decideHeld } from "./held-users";
import { groupTimeline, personTimeline, type Timeline } from "./timeline";
import { whyInGroup } from "./why-in-group";

let tenant: ProvisionedDirectory["tenant"];
let scope: ProvisionedDirectory["scope"];
let call: ProvisionedDirectory["call"];
let create: ProvisionedDirectory["create"];
let createGroup: ProvisionedDirectory["createGroup"];
let set: ProvisionedDirectory["set"];
let rename: ProvisionedDirectory["rename"];
let add: ProvisionedDirectory["add"];
let leave: ProvisionedDirectory["leave"];

beforeEach(async () => {
  ({ tenant, scope, call, create, createGroup, set, rename, add, leave } = await provisionedDirectory());
});

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
    await rename(sales, "Nordic Sales");
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
  });

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
      await rename(sales, `Sales ${index}`);
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
