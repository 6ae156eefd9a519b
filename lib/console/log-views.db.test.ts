import { beforeEach, describe, expect, test } from "vitest";
import { isViewQuery, viewQueryOf } from "@/app/(console)/o/[org]/d/[dir]/logs/_data/view-query";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import {
  LogViewInput,
  logViewsMax,
  SaveLogViewInput,
  ShareLogViewInput,
  UpdateLogViewInput,
} from "@/lib/inputs/log-view";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant, TestAdmin } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { deleteLogView, listLogViews, renameLogView, saveLogView, shareLogView, updateLogView } from "./log-views";

let tenant: Tenant;
let admin: TestAdmin;
let auditor: TestAdmin;

beforeEach(async () => {
  tenant = await createTenant();
  admin = await addAdmin(tenant.scope, "admin");
  auditor = await addAdmin(tenant.scope, "auditor");
});

const directoryId = () => tenant.directory.id;
const save = ({ scope }: { scope: OrganizationScope }, given: Partial<SaveLogViewInput> = {}) =>
  saveLogView(
    scope,
    { directoryId: directoryId(), name: "Broken", query: "status=failure", isShared: false, ...given },
    isViewQuery,
  );
const list = ({ scope }: { scope: OrganizationScope }) => listLogViews({ ...scope, directoryId: directoryId() });
const share = ({ scope }: { scope: OrganizationScope }, viewId: string, isShared: boolean) =>
  shareLogView(scope, { ...at(viewId), isShared });
const update = ({ scope }: { scope: OrganizationScope }, viewId: string, query: string) =>
  updateLogView(scope, { ...at(viewId), query }, isViewQuery);
const at = (viewId: string) => ({ directoryId: directoryId(), viewId });
const refused = (key: string) => ({ key });

test("a view is its admin's alone, also an auditor's, and the audit log says nothing of it", async () => {
  const before = await listAuditEvents(tenant.owner.scope, { limit: 1 });
  const mine = await save(auditor, { name: "Mine" });
  expect(mine).toEqual({ id: expect.any(String), name: "Mine", query: "status=failure", isShared: false });
  expect(await list(auditor)).toEqual([mine]);
  await renameLogView(auditor.scope, { ...at(mine.id), name: "Still mine" });
  expect(await list(auditor)).toEqual([{ ...mine, name: "Still mine" }]);
  expect(await list(admin)).toEqual([]);
  await deleteLogView(auditor.scope, at(mine.id));
  expect(await list(auditor)).toEqual([]);
  expect(await listAuditEvents(tenant.owner.scope, { limit: 1 })).toEqual(before);
});

test("a shared view is everybody's who reads the log, another admin changes it, and the audit log tells", async () => {
  const { id } = await save(admin, { isShared: true });
  await renameLogView(tenant.owner.scope, { ...at(id), name: "To repair" });
  for (const somebody of [tenant.owner, admin, auditor]) {
    expect(await list(somebody)).toMatchObject([{ id, name: "To repair", isShared: true }]);
  }
  await deleteLogView(tenant.owner.scope, at(id));
  expect(await list(admin)).toEqual([]);
  expect(await listAuditEvents(tenant.owner.scope, { limit: 3 })).toMatchObject([
    { action: "logView.delete", target: "To repair", directoryId: directoryId(), actor: tenant.owner.email },
    { action: "logView.rename", target: "Broken", details: { viewId: id, to: "To repair" } },
    { action: "logView.save", target: "Broken", actor: admin.email },
  ]);
});

test("a view of one's own becomes everybody's, and whoever takes it back has it alone; the audit log tells", async () => {
  const { id } = await save(admin);
  expect(await share(admin, id, true)).toMatchObject({ id, isShared: true });
  expect(await list(auditor)).toMatchObject([{ id, name: "Broken", isShared: true }]);
  expect(await share(tenant.owner, id, false)).toMatchObject({ id, isShared: false });
  expect(await list(tenant.owner)).toMatchObject([{ id, isShared: false }]);
  for (const other of [admin, auditor]) expect(await list(other)).toEqual([]);
  // What it is already, it is told of once.
  await share(tenant.owner, id, false);
  expect(await listAuditEvents(tenant.owner.scope, { limit: 2 })).toMatchObject([
    { action: "logView.unshare", target: "Broken", directoryId: directoryId(), actor: tenant.owner.email },
    { action: "logView.share", target: "Broken", directoryId: directoryId(), actor: admin.email },
  ]);
});

test("a view shows another filter once it is updated, and of a shared one the audit log tells", async () => {
  const before = await listAuditEvents(tenant.owner.scope, { limit: 1 });
  const mine = await save(auditor, { name: "Mine" });
  await update(auditor, mine.id, "action=delete");
  expect(await list(auditor)).toEqual([{ ...mine, query: "action=delete" }]);
  expect(await listAuditEvents(tenant.owner.scope, { limit: 1 })).toEqual(before);
  const { id } = await save(admin, { isShared: true });
  await update(tenant.owner, id, "");
  expect(await list(admin)).toMatchObject([{ id, query: "" }]);
  expect(await listAuditEvents(tenant.owner.scope, { limit: 1 })).toMatchObject([
    { action: "logView.update", target: "Broken", details: { viewId: id, from: "status=failure", to: "" } },
  ]);
});

test("of a view that two take to themselves at once, one has it, and the other is told that it is gone", async () => {
  const { id } = await save(admin, { isShared: true });
  const both = await Promise.allSettled([share(admin, id, false), share(tenant.owner, id, false)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect([...(await list(admin)), ...(await list(tenant.owner))]).toMatchObject([{ id, isShared: false }]);
});

test("who leaves the organization takes their own views along, and leaves the shared ones", async () => {
  await save(admin, { name: "Own" });
  await save(admin, { name: "Shared", isShared: true });
  await db.membership.delete({
    where: { organizationId_adminId: { organizationId: tenant.organization.id, adminId: admin.id } },
  });
  const names = await db.logView.findMany({ where: { directoryId: directoryId() }, select: { name: true } });
  expect(names).toEqual([{ name: "Shared" }]);
});

test("equal filters are equal text, whatever the order and the page that they come from", () => {
  const query = viewQueryOf({
    action: ["delete", "disable"],
    code: ["MUSTER-U2", "MUSTER-D1"],
    q: " ana ",
    after: "x",
  });
  expect(query).toBe("q=ana&action=disable,delete&code=MUSTER-D1,MUSTER-U2");
  expect(query).toBe(
    viewQueryOf({
      action: ["disable", "delete"],
      code: ["MUSTER-D1", "MUSTER-U2", "MUSTER-D1"],
      q: "ana",
      range: "7d",
    }),
  );
  expect(viewQueryOf({ range: "7d", reads: false, status: [], about: null })).toBe("");
  for (const text of ["", query, viewQueryOf({ q: "a&b=c, 100% é", from: new Date(0), range: "all" })]) {
    expect(isViewQuery(text), text).toBe(true);
  }
});

describe("refused is", () => {
  test("everything of another organization, as if it were not there", async () => {
    const { owner: stranger, directory } = await createTenant();
    const { id } = await save(admin, { isShared: true });
    await expect(save(stranger)).rejects.toMatchObject(refused("errors.notFound"));
    await expect(save(stranger, { isShared: true })).rejects.toMatchObject(refused("errors.notFound"));
    for (const place of [at(id), { directoryId: directory.id, viewId: id }]) {
      const rename = renameLogView(stranger.scope, { ...place, name: "Taken over" });
      await expect(rename).rejects.toMatchObject(refused("errors.notFound"));
      await expect(deleteLogView(stranger.scope, place)).rejects.toMatchObject(refused("errors.notFound"));
      const unshare = shareLogView(stranger.scope, { ...place, isShared: false });
      await expect(unshare).rejects.toMatchObject(refused("errors.notFound"));
      const change = updateLogView(stranger.scope, { ...place, query: "" }, isViewQuery);
      await expect(change).rejects.toMatchObject(refused("errors.notFound"));
    }
    expect(await list(stranger)).toEqual([]);
    expect(await list(admin)).toMatchObject([{ id, name: "Broken", query: "status=failure", isShared: true }]);
  });

  test("another admin's own view, also to an owner, as if it were not there", async () => {
    const { id } = await save(auditor);
    for (const { scope } of [tenant.owner, admin]) {
      await expect(renameLogView(scope, { ...at(id), name: "Seen" })).rejects.toMatchObject(refused("errors.notFound"));
      await expect(deleteLogView(scope, at(id))).rejects.toMatchObject(refused("errors.notFound"));
      await expect(share({ scope }, id, true)).rejects.toMatchObject(refused("errors.notFound"));
      await expect(update({ scope }, id, "")).rejects.toMatchObject(refused("errors.notFound"));
    }
    expect(await list(auditor)).toMatchObject([{ id, name: "Broken", query: "status=failure" }]);
  });

  test("a shared view made, renamed, updated, taken or deleted by an auditor, who sees it", async () => {
    const { id } = await save(admin, { isShared: true });
    const mine = await save(auditor, { name: "Mine" });
    await expect(share(auditor, mine.id, true)).rejects.toThrow(ForbiddenError);
    await deleteLogView(auditor.scope, at(mine.id));
    await expect(share(auditor, id, false)).rejects.toThrow(ForbiddenError);
    await expect(update(auditor, id, "")).rejects.toThrow(ForbiddenError);
    await expect(save(auditor, { name: "Other", isShared: true })).rejects.toThrow(ForbiddenError);
    await expect(renameLogView(auditor.scope, { ...at(id), name: "Other" })).rejects.toThrow(ForbiddenError);
    await expect(deleteLogView(auditor.scope, at(id))).rejects.toThrow(ForbiddenError);
    expect(await list(auditor)).toMatchObject([{ id, name: "Broken" }]);
  });

  test("somebody who is no admin", async () => {
    const scope = { ...tenant.scope, actor: { kind: "token", tokenId: tenant.token.tokenId } as const };
    await expect(save({ scope })).rejects.toThrow(ForbiddenError);
    await expect(list({ scope })).rejects.toThrow(ForbiddenError);
    await expect(save(tenant)).rejects.toMatchObject(refused("errors.notAllowed"));
    const { id } = await save(admin, { isShared: true });
    await expect(share(tenant, id, false)).rejects.toMatchObject(refused("errors.notAllowed"));
  });

  test("a name that its owner has already: once for each admin, and once among the shared", async () => {
    const taken = { options: { fieldErrors: { name: "validation.viewNameTaken" } } };
    await save(admin);
    await save(auditor);
    await save(admin, { isShared: true });
    await expect(save(admin)).rejects.toMatchObject(taken);
    await expect(save(tenant.owner, { isShared: true })).rejects.toMatchObject(taken);
    const other = await save(admin, { name: "Other" });
    await expect(renameLogView(admin.scope, { ...at(other.id), name: "Broken" })).rejects.toMatchObject(taken);
    expect((await list(admin)).map(({ name }) => name)).toEqual(["Broken", "Broken", "Other"]);
    for (const { id, isShared } of await list(admin)) {
      if (id === other.id) continue;
      await expect(share(admin, id, !isShared)).rejects.toMatchObject(refused("errors.viewNameTaken"));
    }
  });

  test("a thirty-first view, also of two that come at once; others still may", async () => {
    for (let count = 1; count < logViewsMax; count += 1) await save(admin, { name: `View ${count}` });
    const last = await Promise.allSettled([save(admin, { name: "A" }), save(admin, { name: "B" })]);
    expect(last.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(save(admin, { name: "C" })).rejects.toMatchObject(refused("errors.tooManyViews"));
    await save(admin, { name: "C", isShared: true });
    await save(auditor, { name: "C" });
    const [shared] = (await list(admin)).filter(({ isShared }) => isShared);
    await expect(share(admin, shared?.id ?? "", false)).rejects.toMatchObject(refused("errors.tooManyViews"));
  });

  test.each([
    "status=burnt",
    "status=failure&colour=red",
    "status=failure&event=019a0000-0000-7000-8000-000000000000",
    "status=failure&after=eA",
    "open=019a0000-0000-7000-8000-000000000000",
    "?status=failure",
    "about=nobody",
    "range=7d",
    "https://evil.example/",
    "status=failure\0",
  ])("what the page would not write as a filter: %s", async (query) => {
    await expect(save(admin, { query })).rejects.toMatchObject(refused("errors.noLogFilter"));
    expect(await list(admin)).toEqual([]);
    const { id } = await save(admin);
    await expect(update(admin, id, query)).rejects.toMatchObject(refused("errors.noLogFilter"));
    expect(await list(admin)).toMatchObject([{ query: "status=failure" }]);
  });

  test.each([
    ["name", "", "validation.required"],
    ["name", " ", "validation.required"],
    ["name", "x".repeat(61), "validation.tooLong"],
    ["name", "two\nlines", "validation.oneLine"],
    ["name", 7, "validation.required"],
    ["isShared", "yes", "validation.choose"],
    ["query", `q=${"x".repeat(2_000)}`, "errors.noLogFilter"],
    ["query", null, "errors.noLogFilter"],
    ["directoryId", "7", "errors.notFound"],
  ])("a form with %s %j", (field, value, message) => {
    const input = { directoryId: directoryId(), name: "x".repeat(60), query: "", isShared: true, [field]: value };
    const issues = SaveLogViewInput.safeParse(input).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });

  test("an id that is none", () => {
    for (const [input, given] of [
      [LogViewInput, {}],
      [ShareLogViewInput, { isShared: true }],
      [UpdateLogViewInput, { query: "" }],
    ] as const) {
      const issues = input.safeParse({ ...at("7"), ...given }).error?.issues;
      expect(issues).toMatchObject([{ path: ["viewId"], message: "errors.notFound" }]);
    }
    expect(ShareLogViewInput.safeParse(at(directoryId())).error?.issues).toMatchObject([
      { path: ["isShared"], message: "validation.choose" },
    ]);
    expect(
      UpdateLogViewInput.safeParse({ ...at(directoryId()), query: "x".repeat(2_001) }).error?.issues,
    ).toMatchObject([{ path: ["query"], message: "errors.noLogFilter" }]);
  });
});
