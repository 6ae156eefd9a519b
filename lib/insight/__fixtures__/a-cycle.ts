import type { CycleRecord } from "../cycle";

/** An initial cycle that runs since ten o'clock, two hours ago at noon, and has seen nobody yet. */
export const aCycle: CycleRecord = {
  id: "0199a000-0000-7000-8000-000000000000",
  kind: "initial",
  phase: "users",
  began: new Date("2026-11-20T10:00:00Z"),
  lastAt: new Date("2026-11-20T12:00:00Z"),
  lastEventId: "0199a000-0000-7000-8000-000000000001",
  ended: null,
  requests: 0,
  refused: 0,
  throttled: 0,
  probes: 1,
  lookups: 0,
  found: 0,
  users: 0,
  groups: 0,
  created: 0,
  updated: 0,
  disabled: 0,
  deleted: 0,
  failed: 0,
  expectedUsers: null,
  expectedGroups: null,
  expectedBy: null,
  credentialId: null,
};
