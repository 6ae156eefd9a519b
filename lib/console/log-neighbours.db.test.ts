import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { insertLogRows, type LogRow } from "@/lib/db/__fixtures__/log-rows";
import { createUnattendedTenant } from "@/prisma/factories";
import { listLogEntries } from "./log-entries";
import { neighboursOf, type Neighbour } from "./log-neighbours";

/** @returns the ids of the rows, the newest first */
const insert = async (scope: DirectoryScope, count: number): Promise<string[]> =>
  (await insertLogRows(scope, Array<LogRow>(count).fill({}))).reverse();

test("one goes on from row to row to the end of the log and back, whatever page they are on", async () => {
  const tenant = await createUnattendedTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  const ids = await insert(scope, 105);
  let page: Neighbour["page"];
  let at = ids[0];
  const step = async (by: 1 | -1): Promise<string | undefined> => {
    const near = await neighboursOf(scope, {}, await listLogEntries(scope, { ...page }), at ?? "");
    const to = near[near.findIndex(({ id }) => id === at) + by];
    page = to?.page ?? page;
    if (to !== undefined) at = to.id;
    return to?.id;
  };
  const walk = async (by: 1 | -1): Promise<string[]> => {
    const id = await step(by);
    return id === undefined ? [] : [id, ...(await walk(by))];
  };
  expect(await walk(1)).toEqual(ids.slice(1));
  expect(await walk(-1)).toEqual(ids.slice(0, -1).reverse());
});

test("a row that the page does not have has no neighbours on it", async () => {
  const tenant = await createUnattendedTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  await insert(scope, 2);
  expect(await neighboursOf(scope, {}, await listLogEntries(scope, {}), uuidv7())).toEqual([]);
});
