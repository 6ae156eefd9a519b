import { expect, test } from "vitest";
import { createTenant } from "@/prisma/factories";
import { db } from "./client";
import { findEventCycles } from "./event-cycles";
import { uuidAt } from "./uuid-time";

const minute = (minutes: number) => new Date(Date.UTC(2026, 9, 1, 8, minutes));
const idAt = (minutes: number) => uuidAt(minute(minutes));

test("a row is of the cycle that it fell in: between two cycles of none, and of one that runs however late it comes", async () => {
  const [tenant, other] = [await createTenant(), await createTenant()];
  const scopeOf = ({ scope, directory }: typeof tenant) => ({ ...scope, directoryId: directory.id });
  const cycle = (kind: string, from: number, to: number, isOver: boolean) => ({
    directoryId: tenant.directory.id,
    organizationId: tenant.organization.id,
    id: idAt(from),
    kind,
    began: minute(from),
    lastAt: minute(to),
    lastEventId: idAt(to),
    ended: isOver ? minute(to) : null,
  });
  const [initial, running] = [cycle("initial", 10, 20, true), cycle("incremental", 50, 52, false)];
  await db.cycle.createMany({ data: [initial, running] });
  const [before, within, between, late] = [idAt(5), idAt(15), idAt(30), idAt(59)];
  const rows = [before, initial.id, within, initial.lastEventId, between, running.id, late];
  const [first, second] = [
    { id: initial.id, kind: "initial", began: initial.began },
    { id: running.id, kind: "incremental", began: running.began },
  ];
  expect(await findEventCycles(scopeOf(tenant), rows)).toEqual(
    new Map([
      [initial.id, first],
      [within, first],
      [initial.lastEventId, first],
      [running.id, second],
      [late, second],
    ]),
  );
  expect(await findEventCycles(scopeOf(other), rows)).toEqual(new Map());
  expect(await findEventCycles(scopeOf(tenant), [])).toEqual(new Map());
});
