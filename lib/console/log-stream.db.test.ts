import { afterEach, expect, test, vi } from "vitest";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { insertEvents } from "@/lib/db/events";
import { uuidAt } from "@/lib/db/uuid-time";
import { db } from "@/lib/db/client";
import { addAdmin, createSession, createTenant } from "@/prisma/factories";
import { streamNewRows } from "./log-stream";
import { LogTail } from "./log-tail";
import { listEvents, type LogFilter } from "./logs";

async function directory() {
  const tenant = await createTenant();
  const { owner } = tenant;
  const { id: sessionId } = await createSession(owner.id);
  const scope = { ...owner.scope, directoryId: tenant.directory.id };
  const reader = { sessionId, organizationId: scope.organizationId, role: "owner" } as const;
  const scim = scimClient(tenant.token.token);
  return { scope, owner, reader, create: (userName: string) => scim("POST", "/Users", { userName }) };
}

afterEach(() => void vi.useRealTimers());

/** The events of a stream, one after the other. */
async function* eventsOf(stream: ReadableStream<Uint8Array> | undefined) {
  if (stream === undefined) throw new Error("refused");
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const [, id, data] = /^id: (.*)\ndata: (.*)\n\n$/.exec(decoder.decode(chunk)) ?? [];
    if (id !== undefined && data !== undefined) yield { id, data };
  }
}

const filter: LogFilter = { withoutReads: true };

test("a new row is told within a second, with how many there are, and its id goes on from there", async () => {
  const { scope, reader, create } = await directory();
  await create("ana");
  const [known] = (await listEvents(scope, filter)).rows;
  // A second of the tail's own clock: what a busy machine takes for its queries is not what is promised.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const events = eventsOf(streamNewRows(scope, reader, filter, known?.id ?? "", new LogTail()));
  const told = events.next();
  await create("bo");
  await vi.advanceTimersByTimeAsync(999);
  const { value } = await told;
  expect(value?.data).toBe(`{"count":1}`);
  const [newest] = (await listEvents(scope, filter)).rows;
  expect(value?.id).toBe(newest?.id);
  await events.return(undefined);
});

test("rows that the filter keeps out, and those of others, are not told", async () => {
  const [mine, theirs] = [await directory(), await directory()];
  const tail = new LogTail();
  const from = "00000000-0000-0000-0000-000000000000";
  const events = eventsOf(streamNewRows(mine.scope, mine.reader, { actions: ["delete"] }, from, tail));
  const others = eventsOf(streamNewRows(mine.scope, mine.reader, filter, from, tail));
  const never = events.next();
  await theirs.create("ana");
  await mine.create("bo");
  expect((await others.next()).value?.data).toBe(`{"count":1}`);
  expect(await Promise.race([never, Promise.resolve("nothing")])).toBe("nothing");
  await others.return(undefined);
});

test("one admin has at most eight streams, and one that ends makes room", async () => {
  const { scope, reader } = await directory();
  const tail = new LogTail();
  const streams = Array.from({ length: 8 }, () => streamNewRows(scope, reader, filter, "", tail));
  expect(streams).not.toContain(undefined);
  expect(streamNewRows(scope, reader, filter, "", tail)).toBeUndefined();
  await streams[0]?.cancel();
  const next = streamNewRows(scope, reader, filter, "", tail);
  expect(next).toBeDefined();
  await Promise.all([...streams.slice(1), next].map((stream) => stream?.cancel()));
});

test("whoever comes back is told what came meanwhile, though others who watch know it already", async () => {
  const { scope, reader, create } = await directory();
  await create("ana");
  const [known] = (await listEvents(scope, filter)).rows;
  const tail = new LogTail();
  const others = eventsOf(streamNewRows(scope, reader, filter, known?.id ?? "", tail));
  const told = others.next();
  await create("bo");
  expect((await told).value?.data).toBe(`{"count":1}`);
  const back = eventsOf(streamNewRows(scope, reader, filter, known?.id ?? "", tail));
  expect((await back.next()).value?.data).toBe(`{"count":1}`);
  await Promise.all([others.return(undefined), back.return(undefined)]);
});

test("a slow request is told when it is written, though younger ones were told before", async () => {
  const { scope, reader, create } = await directory();
  await create("ana");
  const [known] = (await listEvents(scope, filter)).rows;
  const events = eventsOf(streamNewRows(scope, reader, filter, known?.id ?? "", new LogTail()));
  const told = events.next();
  await create("bo");
  expect((await told).value?.data).toBe(`{"count":1}`);
  const late = events.next();
  const at = new Date(Date.now() - 3_000);
  await insertEvents([
    {
      directoryId: scope.directoryId,
      organizationId: scope.organizationId,
      id: uuidAt(at),
      at,
      durationMs: 3_000,
      action: "update",
      status: "success",
      httpStatus: 200,
      method: "PATCH",
      path: "/scim/v2/Users/1",
    },
  ]);
  expect((await late).value?.data).toBe(`{"count":1}`);
  await events.return(undefined);
});

test.each<[what: string, (adminId: string) => Promise<unknown>]>([
  ["signs out", (adminId) => db.adminSession.updateMany({ where: { adminId }, data: { revokedAt: new Date() } })],
  ["is disabled", (id) => db.admin.update({ where: { id }, data: { disabledAt: new Date() } })],
  ["leaves the organization", (adminId) => db.membership.deleteMany({ where: { adminId } })],
  ["has another role", (adminId) => db.membership.updateMany({ where: { adminId }, data: { role: "auditor" } })],
])("it ends when its reader %s, and nobody else's does", async (_, happens) => {
  const { scope, owner, reader } = await directory();
  const colleague = await addAdmin(scope, "admin");
  const theirs = { ...reader, sessionId: (await createSession(colleague.id)).id, role: "admin" } as const;
  const tail = new LogTail(0);
  const events = eventsOf(streamNewRows(scope, reader, filter, "", tail));
  const others = eventsOf(streamNewRows({ ...scope, ...colleague.scope }, theirs, filter, "", tail));
  const [ended, goesOn] = [events.next(), others.next()];
  await happens(owner.id);
  expect(await ended).toMatchObject({ done: true });
  expect(await Promise.race([goesOn, Promise.resolve("open")])).toBe("open");
  await db.adminSession.updateMany({ where: { adminId: colleague.id }, data: { revokedAt: new Date() } });
  expect(await goesOn).toMatchObject({ done: true });
});
