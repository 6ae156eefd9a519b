import { expect, test } from "vitest";
import type { OrganizationScope } from "@/lib/auth/scope";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { readEventBodies } from "./event-bodies";
import { listEvents } from "./logs";

async function withRequest() {
  const tenant = await createTenant();
  const directoryId = tenant.directory.id;
  await scimClient(tenant.token.token)("POST", "/Users", { userName: "ana", password: "hunter2" });
  const [row] = (await listEvents({ ...tenant.scope, directoryId }, { actions: ["create"] })).rows;
  const input = { directoryId, eventId: row?.id ?? "" };
  const reads = async () =>
    (await listAuditEvents(tenant.scope, { limit: 50 })).filter(({ action }) => action === "log.readBody");
  return { tenant, input, reads };
}

const origin = "https://muster.example";

test("reading a body is noted once an hour for each admin, before it is handed out", async () => {
  const { tenant, input, reads } = await withRequest();
  const bodies = await readEventBodies(tenant.scope, input, origin);
  expect(bodies.request).toContain(`"userName": "ana"`);
  expect(bodies.response).toContain(`"userName": "ana"`);
  expect(JSON.stringify(bodies)).not.toContain("hunter2");
  expect(bodies.curl).toContain(`curl -X POST 'https://muster.example/scim/v2/Users'`);
  expect(bodies.curl).toContain("Bearer $TOKEN");
  await readEventBodies(tenant.scope, input, origin);
  expect(await reads()).toMatchObject([{ target: input.eventId, directoryId: input.directoryId }]);
  const other: OrganizationScope = {
    ...tenant.scope,
    actor: {
      kind: "admin",
      adminId: "01990000-0000-7000-8000-00000000000a",
      email: "other@x.example",
      role: "auditor",
    },
  };
  await readEventBodies(other, input, origin);
  expect(await reads()).toHaveLength(2);
});

test("a request of another organization, or of none, is not found and nothing is noted", async () => {
  const { input, reads } = await withRequest();
  const stranger = await createTenant();
  const own = { ...input, directoryId: stranger.directory.id };
  const unknown = { ...own, eventId: "01990000-0000-7000-8000-00000000000b" };
  for (const asked of [input, own, unknown]) {
    await expect(readEventBodies(stranger.scope, asked, origin)).rejects.toThrow("errors.notFound");
  }
  expect(await reads()).toEqual([]);
});

test("a token reads no bodies", async () => {
  const { tenant, input } = await withRequest();
  const scope: OrganizationScope = { ...tenant.scope, actor: { kind: "token", tokenId: tenant.directory.id } };
  await expect(readEventBodies(scope, input, origin)).rejects.toThrow("missing permission");
});
