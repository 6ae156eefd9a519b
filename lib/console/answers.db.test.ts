import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import { db } from "@/lib/db/client";
import { readLogIdentities } from "@/lib/db/log-identities";
import { createUnattendedTenant } from "@/prisma/factories";
import { provisionedDirectory, type ProvisionedDirectory } from "./__fixtures__/provisioned-directory";
import { askAboutGroup, askAboutPerson } from "./ask-membership";
import { setBrake } from "./deprovision-brake";
import { findFormerGroup, findFormerUser } from "./former-resource";
import { decideHeld } from "./held-users";
import { searchDirectory } from "./search-directory";
import { groupTimeline, personTimeline } from "./timeline";
import { findUser } from "./users";
import { listFormerNames, whoIs } from "./who-is";
import { whyInGroup } from "./why-in-group";
import { whyInactive } from "./why-inactive";

let tenant: ProvisionedDirectory["tenant"];
let scope: ProvisionedDirectory["scope"];
let call: ProvisionedDirectory["call"];
let create: ProvisionedDirectory["create"];
let createGroup: ProvisionedDirectory["createGroup"];
let set: ProvisionedDirectory["set"];
let add: ProvisionedDirectory["add"];
let leave: ProvisionedDirectory["leave"];

beforeEach(async () => {
  ({ tenant, scope, call, create, createGroup, set, add, leave } = await provisionedDirectory());
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

  test("does not say that somebody was called what they were refused to be called", async () => {
    const bo = await create("bo@contoso.example", { displayName: "Bo" });
    const ana = await create("ana@contoso.example", { displayName: "Ana" });
    await set(ana, "userName", "bo@contoso.example");
    await read();
    expect(await search("bo@")).toMatchObject({ people: [{ id: bo }], former: [] });
  });

  test("finds by a part of an id, and shows that id", async () => {
    const ana = await create("ana", { displayName: "Ana" });
    await read();
    expect((await search(ana.slice(0, 13))).former).toMatchObject([{ id: ana, name: "Ana", matched: ana }]);
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
