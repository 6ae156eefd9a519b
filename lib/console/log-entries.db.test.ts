import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { insertLogRows, type LogRow } from "@/lib/db/__fixtures__/log-rows";
import { createUnattendedTenant } from "@/prisma/factories";
import type { LogEntry } from "./group-bursts";
import { listLogEntries, listSingleEntries, type LogEntries } from "./log-entries";
import { listEvents } from "./logs";

async function directory(): Promise<DirectoryScope> {
  const tenant = await createUnattendedTenant();
  return { ...tenant.scope, directoryId: tenant.directory.id };
}

/** Rows of people being disabled, unless it is said otherwise. */
const insert = (scope: DirectoryScope, rows: readonly LogRow[]) =>
  insertLogRows(
    scope,
    rows.map((row) => ({ action: "disable", ...row })),
  );

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const joins = (count: number, displayName: string, resourceId: string): LogRow[] =>
  times(count, () => ({
    action: "update",
    resourceType: "Group",
    resourceId,
    displayName,
    modified: [{ path: "members", added: 1, removed: 0 }],
  }));

const told = (entries: readonly LogEntry[]) =>
  entries.map(({ row, burst }) =>
    burst === undefined ? `${row.action} ${row.name}` : `${burst.count}${burst.goesOn ? "+" : ""} ${burst.newest.name}`,
  );

const singles = (count: number): LogRow[] => times(count, (index) => ({ displayName: `Person ${index}` }));

describe("bursts in the list of the log", () => {
  test("are one entry however many pages long, and the list is filled up behind them", async () => {
    const scope = await directory();
    await insert(scope, [...singles(3), ...joins(804, "Sales", uuidv7()), ...joins(2, "Finance", uuidv7())]);
    const page = await listLogEntries(scope, {});
    expect(told(page.entries)).toEqual([
      "update Finance",
      "update Finance",
      "804 Sales",
      "disable Person 2",
      "disable Person 1",
      "disable Person 0",
    ]);
    expect(page.rows).toHaveLength(809);
    expect([page.next, page.previous]).toEqual([undefined, undefined]);
  });

  test("lose no row between pages, forth and back", async () => {
    const scope = await directory();
    const groups = times(6, () => uuidv7());
    await insert(
      scope,
      groups.flatMap((id, index) => [...singles(20), ...joins(40, `Group ${index}`, id)]),
    );
    const all = (await listEvents(scope, { limit: 500 })).rows.map(({ id }) => id);
    const pages: LogEntries[] = [];
    for (let next: string | undefined = ""; next !== undefined; next = pages.at(-1)?.next) {
      pages.push(await listLogEntries(scope, { after: next }));
    }
    expect(pages.map(({ entries }) => entries.length)).toEqual([50, 50, 26]);
    expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(all);
    const [first, second, last] = pages;
    const back = await listLogEntries(scope, { before: last?.previous });
    expect(told(back.entries)).toEqual(told(second?.entries ?? []));
    const start = await listLogEntries(scope, { before: back.previous });
    expect(told(start.entries)).toEqual(told(first?.entries ?? []));
    expect(start.previous).toBeUndefined();
  });

  test("that are longer than is looked at say so, and go on on the page behind", async () => {
    const scope = await directory();
    await insert(scope, joins(1_200, "Sales", uuidv7()));
    const page = await listLogEntries(scope, {});
    expect(told(page.entries)).toEqual(["1000+ Sales"]);
    const rest = await listLogEntries(scope, { after: page.next });
    expect(told(rest.entries)).toEqual(["200 Sales"]);
    expect(rest.next).toBeUndefined();
    const back = await listLogEntries(scope, { before: rest.previous });
    expect(told(back.entries)).toEqual(["1000 Sales"]);
  });

  test("are of what the filters find, and can be left as single rows", async () => {
    const scope = await directory();
    const sales = uuidv7();
    await insert(
      scope,
      times(6, (index) => [...joins(1, "Sales", sales), ...singles(1), ...(index === 0 ? singles(1) : [])]).flat(),
    );
    expect((await listLogEntries(scope, {})).entries).toHaveLength(13);
    expect(told((await listLogEntries(scope, { resourceId: sales })).entries)).toEqual(["6 Sales"]);
    expect(told((await listLogEntries(scope, { actions: ["update"], text: "sales" })).entries)).toEqual(["6 Sales"]);
    expect((await listSingleEntries(scope, { resourceId: sales })).entries).toHaveLength(6);
    expect((await listLogEntries(await directory(), { resourceId: sales })).entries).toEqual([]);
  });
});
