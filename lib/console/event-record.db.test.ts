import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { uuidAt } from "@/lib/db/uuid-time";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { createTenant } from "@/prisma/factories";
import { cursorBefore, listCycles } from "./cycles";
import { findEntraRecord } from "./event-record";
import { exportLog } from "./export-log";
import { listEvents } from "./logs";

const words = {
  sourceSystem: "Entra",
  targetSystem: "App",
  servicePrincipal: "Main",
  credential: () => "Entra token",
  recommend: (code: string | null) => `repair ${code}`,
};

async function tenantWithRow() {
  const tenant = await createTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  await scimClient(tenant.token.token)("POST", "/Users", { userName: "ana" });
  const [{ id, at } = { id: "", at: new Date() }] = (await listEvents(scope, {})).rows;
  const keys = { organizationId: scope.organizationId, directoryId: scope.directoryId };
  const cycle = { ...keys, id, kind: "initial", began: at, lastAt: at, lastEventId: id, ended: at };
  await db.cycle.create({ data: cycle });
  return { scope, id, at, cycle };
}

test("one request has the same record beside it as in an export, and names its cycle", async () => {
  const { scope, id, at } = await tenantWithRow();
  let exported = "";
  for await (const piece of await exportLog(scope, {}, "ProvisioningLogs.ndjson", words)) exported += piece;
  expect(await findEntraRecord(scope, id, words)).toEqual({
    record: JSON.parse(exported),
    cycle: { id, kind: "initial", began: at },
  });
});

test("a request for a group that is gone names it, beside the request as in an export", async () => {
  const { token, ...tenant } = await createTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  const call = scimClient(token.token);
  const { body } = await call<{ id: string }>("POST", "/Groups", { displayName: "Sales" });
  await call("DELETE", `/Groups/${body.id}`);
  const { status, headers } = await call("DELETE", `/Groups/${body.id}`);
  expect(status).toBe(404);
  const found = await findEntraRecord(scope, headers["X-Request-Id"] ?? "", words);
  expect(found?.record.targetIdentity).toMatchObject({ id: body.id, displayName: "Sales", identityType: "Group" });
  let exported = "";
  for await (const piece of await exportLog(scope, {}, "ProvisioningLogs.ndjson", words)) exported += piece;
  expect(exported.split("\n")).toContain(JSON.stringify(found?.record));
});

test("another tenant's request, one that is not there and what is no id have no record", async () => {
  const [{ id }, { scope: stranger }] = [await tenantWithRow(), await tenantWithRow()];
  for (const asked of [id, uuidAt(new Date()), "ana", ""]) {
    expect(await findEntraRecord(stranger, asked, words), asked).toBeUndefined();
  }
});

test("the page of cycles that a request leads to begins with its cycle", async () => {
  const { scope, cycle } = await tenantWithRow();
  const newer = uuidAt(new Date(Date.now() + 60_000));
  await db.cycle.create({ data: { ...cycle, id: newer, lastEventId: newer } });
  const { rows } = await listCycles(scope, { after: cursorBefore(cycle.id) });
  expect(rows.map(({ id }) => id)).toEqual([cycle.id]);
});
