import { beforeEach, describe, expect, test } from "vitest";
import { isViewQuery, viewQueryOf } from "@/app/(console)/o/[org]/d/[dir]/logs/_data/view-query";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { LogViewInput, logViewsMax, SaveLogViewInput } from "@/lib/inputs/log-view";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant, TestAdmin } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { deleteLogView, listLogViews, renameLogView, saveLogView } from "./log-views";

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
    }
    expect(await list(stranger)).toEqual([]);
    expect(await list(admin)).toMatchObject([{ id, name: "Broken" }]);
  });

  test("another admin's own view, also to an owner, as if it were not there", async () => {
    const { id } = await save(auditor);
    for (const { scope } of [tenant.owner, admin]) {
      await expect(renameLogView(scope, { ...at(id), name: "Seen" })).rejects.toMatchObject(refused("errors.notFound"));
      await expect(deleteLogView(scope, at(id))).rejects.toMatchObject(refused("errors.notFound"));
    }
    expect(await list(auditor)).toMatchObject([{ id, name: "Broken" }]);
  });

  test("a shared view made, renamed or deleted by an auditor, who sees it", async () => {
    const { id } = await save(admin, { isShared: true });
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
  });

  test("a thirty-first view, also of two that come at once; others still may", async () => {
    for (let count = 1; count < logViewsMax; count += 1) await save(admin, { name: `View ${count}` });
    const last = await Promise.allSettled([save(admin, { name: "A" }), save(admin, { name: "B" })]);
    expect(last.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(save(admin, { name: "C" })).rejects.toMatchObject(refused("errors.tooManyViews"));
    await save(admin, { name: "C", isShared: true });
    await save(auditor, { name: "C" });
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
    expect(LogViewInput.safeParse(at("7")).error?.issues).toMatchObject([{ message: "errors.notFound" }]);
  });
});
