import { beforeAll, describe, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { saveCycle } from "@/lib/db/cycles";
import { saveFindings } from "@/lib/db/findings";
import { aCycle } from "@/lib/insight/__fixtures__/a-cycle";
import type { CycleRecord } from "@/lib/insight/cycle";
import { createUnattendedTenant } from "@/prisma/factories";
import { uuidv7 } from "uuidv7";
import { cycleRange, listCycles } from "./cycles";
import { listFindings, rhythmOf } from "./findings";
import { shownHealth } from "./health";

let own: DirectoryScope;
let neighbour: DirectoryScope;
const cycles: CycleRecord[] = [];

const start = new Date("2026-11-20T00:00:00Z").getTime();
const minuteMs = 60_000;

beforeAll(async () => {
  const [one, two] = [await createUnattendedTenant(), await createUnattendedTenant()];
  own = { ...one.scope, directoryId: one.directory.id };
  neighbour = { ...two.scope, directoryId: two.directory.id };
  for (let index = 0; index < 7; index += 1) {
    const began = new Date(start + index * 40 * minuteMs);
    const cycle: CycleRecord = {
      ...aCycle,
      id: uuidv7(),
      kind: index === 0 ? "initial" : "incremental",
      began,
      lastAt: began,
      lastEventId: uuidv7(),
      ended: began,
      requests: 1,
    };
    cycles.push(cycle);
    await saveCycle(db, own, cycle);
  }
});

describe("cycles in the console", () => {
  test("are told page by page, the newest first, there and back", async () => {
    const newestFirst = cycles.map(({ id }) => id).reverse();
    const first = await listCycles(own, { limit: 3 });
    const second = await listCycles(own, { limit: 3, after: first.next });
    const third = await listCycles(own, { limit: 3, after: second.next });
    expect([...first.rows, ...second.rows, ...third.rows].map(({ id }) => id)).toEqual(newestFirst);
    expect([first.previous, third.next]).toEqual([undefined, undefined]);
    const back = await listCycles(own, { limit: 3, before: third.previous });
    expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id));
  });

  test("are a range of the log; a neighbour's, a damaged id and an unknown one are none", async () => {
    const [first] = cycles;
    if (first === undefined) throw new Error("There is no cycle.");
    const { id, kind, lastEventId, began } = first;
    expect(await cycleRange(own, id)).toEqual({ kind, firstEventId: id, lastEventId, began, ended: began });
    expect(await cycleRange(neighbour, id)).toBeUndefined();
    expect(await cycleRange(own, "'; --")).toBeUndefined();
    expect(await cycleRange(own, uuidv7())).toBeUndefined();
    expect((await listCycles(neighbour)).rows).toEqual([]);
    expect((await listCycles({ ...neighbour, directoryId: own.directoryId })).rows).toEqual([]);
  });

  test("make a habit of their starts", async () => {
    expect(await rhythmOf(own)).toMatchObject({ usualMs: 40 * minuteMs, latest: { id: cycles.at(-1)?.id } });
    expect(await rhythmOf(neighbour)).toEqual({ latest: undefined, usualMs: undefined });
  });
});

describe("findings in the console", () => {
  test("are open until they are found no more, then settled; a neighbour sees neither", async () => {
    const problem = { kind: "throttled", key: "", severity: "warning", facts: { count: 12 } } as const;
    await saveFindings(db, own, [problem], new Date());
    const [found] = (await listFindings(own)).open;
    expect(found).toMatchObject({ kind: "throttled", facts: { count: 12 }, clearedAt: null });
    await saveFindings(db, own, [{ ...problem, facts: { count: 13 } }], new Date());
    expect((await listFindings(own)).open).toMatchObject([{ id: found?.id, facts: { count: 13 } }]);
    await saveFindings(db, own, [], new Date());
    expect(await listFindings(own)).toMatchObject({ open: [], cleared: [{ id: found?.id }] });
    for (const stranger of [neighbour, { ...neighbour, directoryId: own.directoryId }]) {
      expect(await listFindings(stranger)).toEqual({ open: [], cleared: [] });
    }
  });
});

describe("the health that is shown", () => {
  const at = new Date();
  const record = { directoryId: "", since: at, kind: null, facts: {}, wasServed: true, surveyedAt: at };
  test.each([
    ["waits before the first survey", true, undefined, "waiting"],
    ["is off at once when the service is", false, { ...record, state: "healthy" }, "off"],
    ["is not off any more once the service is on", true, { ...record, state: "off" }, "healthy"],
    [
      "waits where nothing was served before it was off",
      true,
      { ...record, state: "off", wasServed: false },
      "waiting",
    ],
    ["is what the survey found", true, { ...record, state: "silent" }, "silent"],
  ] as const)("%s", (_, enabled, stored, state) =>
    expect(shownHealth({ enabled, createdAt: at }, stored)).toMatchObject({ state }),
  );
});
