import { expect, test } from "vitest";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { addAdmin, createTenant, type Tenant, type TestAdmin } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { ExportPlaces } from "./export-places";
import { streamExport } from "./export-stream";

const words = {
  sourceSystem: "Entra",
  targetSystem: "App",
  servicePrincipal: "Main",
  credential: () => "Entra token",
  recommend: () => null,
};
const minuteMs = 60_000;

async function tenantWithLog() {
  const tenant = await createTenant();
  await scimClient(tenant.token.token)("POST", "/Users", { userName: "ana" });
  return tenant;
}

/** Asks for a file as somebody. */
const ask = ({ directory }: Tenant, { scope }: TestAdmin, places: ExportPlaces, idleMs = minuteMs) =>
  streamExport(
    { ...scope, directoryId: directory.id },
    { filter: {}, file: "ProvisioningLogs.ndjson", words },
    { places, idleMs },
  );

/** The file that was asked for. */
async function taken(answer: ReturnType<typeof ask>): Promise<ReadableStream<Uint8Array>> {
  const given = await answer;
  if ("full" in given) throw new Error(`full: ${given.full}`);
  return given.stream;
}

test("one person has two exports at once, is refused the third without a trace, and may again when one has ended", async () => {
  const [tenant, places] = [await tenantWithLog(), new ExportPlaces()];
  const { owner } = tenant;
  const first = await taken(ask(tenant, owner, places));
  await taken(ask(tenant, owner, places));
  expect(await ask(tenant, owner, places)).toEqual({ full: "person" });
  const exports = (await listAuditEvents(tenant.scope, { limit: 10 })).filter(({ action }) => action === "log.export");
  expect(exports).toHaveLength(2);
  expect(await new Response(first).text()).toContain(`"provisioningAction":"create"`);
  await taken(ask(tenant, owner, places));
});

test("an export that is aborted gives its place back, also before a byte of it was read, and only once", async () => {
  const [tenant, places] = [await tenantWithLog(), new ExportPlaces()];
  const { owner } = tenant;
  const [first, second] = [await taken(ask(tenant, owner, places)), await taken(ask(tenant, owner, places))];
  await first.cancel();
  await first.cancel();
  await taken(ask(tenant, owner, places));
  expect(await ask(tenant, owner, places)).toEqual({ full: "person" });
  const reader = second.getReader();
  await reader.read();
  await reader.cancel();
  await taken(ask(tenant, owner, places));
});

test("who has gone before the answer began, or goes while it is made, leaves the place to others", async () => {
  const [tenant, places] = [await tenantWithLog(), new ExportPlaces()];
  const { owner, directory } = tenant;
  const [gone, going] = [AbortSignal.abort(), new AbortController()];
  for (const signal of [gone, gone, gone, going.signal]) {
    const request = { filter: {}, file: "ProvisioningLogs.ndjson", words, signal } as const;
    const scope = { ...owner.scope, directoryId: directory.id };
    expect(await streamExport(scope, request, { places, idleMs: minuteMs })).toHaveProperty("stream");
  }
  await taken(ask(tenant, owner, places));
  expect(await ask(tenant, owner, places)).toEqual({ full: "person" });
  going.abort();
  await taken(ask(tenant, owner, places));
});

test("an export that nobody takes ends, and gives its place back", async () => {
  const [tenant, places] = [await tenantWithLog(), new ExportPlaces()];
  const { owner } = tenant;
  const left = [await taken(ask(tenant, owner, places, 5)), await taken(ask(tenant, owner, places, 5))];
  for (const stream of left) await expect(stream.getReader().closed).rejects.toThrow("Nobody took the export.");
  await taken(ask(tenant, owner, places));
});

test("people of one organization share its four places, and those of others have theirs until the process has eight", async () => {
  const [tenant, other, third] = [await tenantWithLog(), await tenantWithLog(), await tenantWithLog()];
  const places = new ExportPlaces();
  for (const one of [tenant, other]) {
    const admin = await addAdmin(one.scope, "auditor");
    for (const somebody of [one.owner, one.owner, admin, admin]) await taken(ask(one, somebody, places));
    expect(await ask(one, await addAdmin(one.scope, "admin"), places)).toEqual({ full: "organization" });
  }
  expect(await ask(third, third.owner, places)).toEqual({ full: "process" });
});

test("who may not read the log takes nobody's place", async () => {
  const [tenant, places] = [await tenantWithLog(), new ExportPlaces()];
  const scope = {
    ...tenant.scope,
    directoryId: tenant.directory.id,
    actor: { kind: "token", tokenId: tenant.directory.id } as const,
  };
  const request = { filter: {}, file: "ProvisioningLogs.csv", words } as const;
  for (let asked = 0; asked < 3; asked++) {
    await expect(streamExport(scope, request, { places, idleMs: minuteMs })).rejects.toThrow("missing permission");
  }
});
