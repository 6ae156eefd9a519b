import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { SetAlertsInput } from "@/lib/inputs/notification";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { readAlertSetting, setAlerts } from "./alert-settings";
import { listAuditEvents } from "./audit";

let tenant: Tenant;

beforeEach(async () => {
  tenant = await createTenant();
});

const set = (scope: OrganizationScope = tenant.owner.scope) =>
  setAlerts(scope, { directoryId: tenant.directory.id, failureMail: false, quietKinds: ["silent"] });
const read = (scope: OrganizationScope = tenant.owner.scope) =>
  readAlertSetting({ ...scope, directoryId: tenant.directory.id });

test("a directory tells of failures but of what passes by itself, until somebody sets it otherwise", async () => {
  expect(await read()).toEqual({ failureMail: true, quietKinds: ["danglingManagers", "throttled"] });
  await set();
  expect(await read()).toEqual({ failureMail: false, quietKinds: ["silent"] });
  const [event] = await listAuditEvents(tenant.owner.scope, { limit: 1 });
  expect(event).toMatchObject({
    action: "directory.alerts",
    target: tenant.directory.slug,
    details: { failureMail: false, quietKinds: ["silent"] },
  });
});

test("that is an owner's or admin's to set, an auditor's to read, and nobody's of another organization", async () => {
  const auditor = await addAdmin(tenant.scope, "auditor");
  const stranger = await createTenant();
  await expect(set(auditor.scope)).rejects.toThrow(ForbiddenError);
  await expect(set(stranger.owner.scope)).rejects.toMatchObject({ key: "errors.notFound" });
  await set((await addAdmin(tenant.scope, "admin")).scope);
  expect(await read(auditor.scope)).toMatchObject({ failureMail: false });
  expect(await read(stranger.owner.scope)).toMatchObject({ failureMail: true });
});

describe("the form", () => {
  const valid = { directoryId: uuidv7(), failureMail: true, quietKinds: ["silent"] };

  test.each([
    ["failureMail", "yes", "validation.choose"],
    ["quietKinds", ["everything"], "validation.choose"],
    ["quietKinds", ["brake"], "validation.choose"],
    ["quietKinds", Array<string>(12).fill("silent"), "validation.choose"],
    ["quietKinds", "silent", "validation.choose"],
    ["directoryId", "7", "errors.notFound"],
  ])("refuses %s %j", (field, value, message) => {
    const issues = SetAlertsInput.safeParse({ ...valid, [field]: value }).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });

  test("counts a kind once", () => {
    expect(SetAlertsInput.parse({ ...valid, quietKinds: ["silent", "silent"] }).quietKinds).toEqual(["silent"]);
  });
});
