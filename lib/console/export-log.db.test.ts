import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { createTenant, type Tenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { exportLog, type LogExport } from "./export-log";
import { listEvents, type LogFilter } from "./logs";

const words = {
  sourceSystem: "Entra",
  targetSystem: "App",
  servicePrincipal: "Main",
  credential: () => "Entra token",
  recommend: (code: string | null) => `repair ${code}`,
};

const scopeKeys = ({ organization, directory }: Tenant) => ({
  organizationId: organization.id,
  directoryId: directory.id,
});

async function directory() {
  const tenant = await createTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  const read = async (file: LogExport, filter: LogFilter) => {
    let text = "";
    for await (const piece of await exportLog(scope, filter, file, words)) text += piece;
    return text;
  };
  return { tenant, scope, read, scim: scimClient(tenant.token.token) };
}

test("rows of the filter, and only they, come in the shape of Entra's log", async () => {
  const { read, scim, tenant } = await directory();
  await scim("POST", "/Users", { userName: "=ana", externalId: "e-1", title: "Engineer" });
  await scim("POST", "/Users", { userName: "=ANA" });
  const lines = (await read("ProvisioningLogs.ndjson", { statuses: ["failure"] })).trim().split("\n");
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    {
      provisioningAction: "create",
      tenantId: tenant.scope.organizationId,
      cycleId: null,
      initiatedBy: { displayName: "Entra token", initiatorType: "system" },
      servicePrincipal: { id: tenant.directory.id, displayName: "Main" },
      sourceIdentity: { displayName: "=ANA", identityType: "User" },
      provisioningStatusInfo: {
        status: "failure",
        errorInformation: {
          errorCode: "EntryConflict",
          musterCode: "MUSTER-U01",
          recommendedAction: "repair MUSTER-U01",
        },
      },
    },
  ]);
  const csv = (await read("ProvisioningLogs.csv", { actions: ["create"] })).trimEnd().split("\r\n");
  expect(csv).toHaveLength(3);
  expect(csv[0]).toMatch(/^\uFEFFid,activityDateTime,/);
  expect(csv[2]).toContain(",'=ana,");
  const id = csv[2]?.split(",")[0];
  expect(await read("ProvisioningLogs_ModifiedProperties.csv", {})).toContain(`${id},title,,Engineer\r\n`);
  expect(await read("ProvisioningLogs_ProvisioningSteps.csv", {})).toMatch(new RegExp(`^${id},\\d,write,export,`, "m"));
  const audit = await listAuditEvents(tenant.scope, { limit: 10 });
  expect(audit.filter(({ action }) => action === "log.export")).toHaveLength(4);
});

test("a row names the cycle that it fell in, by its id", async () => {
  const { read, scim, tenant, scope } = await directory();
  await scim("POST", "/Users", { userName: "ana" });
  const [{ id, at } = { id: "", at: new Date() }] = (await listEvents(scope, {})).rows;
  await db.cycle.create({
    data: { ...scopeKeys(tenant), id, kind: "initial", began: at, lastAt: at, lastEventId: id, ended: at },
  });
  expect(JSON.parse(await read("ProvisioningLogs.ndjson", {}))).toMatchObject({ changeId: id, cycleId: id });
  expect(await read("ProvisioningLogs.csv", {})).toContain(`,scim.${tenant.directory.id},${id},${id},create,`);
});

test("a file of 100,000 rows has each of them once, and is made piece by piece", async () => {
  const { scope } = await directory();
  const rows = 100_000;
  const oldest = Date.now() - rows;
  await pool.query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action", "status",
       "httpStatus", "method", "path")
     SELECT $1, (lpad(to_hex($4::bigint + i), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
       $2, now(), 1, 'update', 'success', 200, 'PATCH', '/Users' FROM generate_series(1, $3) AS i`,
    [scope.directoryId, scope.organizationId, rows, oldest],
  );
  const ids = new Set<string>();
  let longest = 0;
  for await (const piece of await exportLog(scope, {}, "ProvisioningLogs.csv", words)) {
    longest = Math.max(longest, piece.length);
    for (const [id] of piece.matchAll(/^[0-9a-f]{8}-[0-9a-f-]{27}(?=,)/gm)) ids.add(id);
  }
  expect(ids.size).toBe(rows);
  expect(longest).toBeLessThan(200_000);
});

test("who may not read the directory exports nothing", async () => {
  const { scope } = await directory();
  const token = { ...scope, actor: { kind: "token", tokenId: scope.directoryId } as const };
  await expect(exportLog(token, {}, "ProvisioningLogs.csv", words)).rejects.toThrow("missing permission");
});
