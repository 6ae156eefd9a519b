import { z } from "zod";
import type { Tenant } from "../tenant/tenant";
import { parseExpectation, serializeExpectation } from "../verify/expectation";
import type { Life } from "./run-life";

const attributes = z.record(z.string(), z.union([z.string(), z.boolean()]));
const deleted = z.enum(["soft", "hard"]).exactOptional();
const User = z.object({ id: z.string(), attributes, manager: z.string().exactOptional(), deleted });
const Group = z.object({ id: z.string(), attributes, members: z.array(z.string()), deleted });
const TenantInput = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(["assigned", "all"]),
  roles: z.array(z.object({ id: z.string(), value: z.string(), displayName: z.string() })),
  assignments: z.array(z.object({ principal: z.string(), role: z.string() })),
  users: z.array(User),
  groups: z.array(Group),
});
const LifeInput = z.object({
  version: z.literal(1),
  now: z.number(),
  cycles: z.number(),
  tenant: TenantInput,
  expectation: z.string(),
});

/** A life as JSON, to go on with later. */
export function serializeLife({ tenant, expectation, now, cycles }: Life): string {
  const people = { ...tenant, users: [...tenant.users.values()], groups: [...tenant.groups.values()] };
  return JSON.stringify({ version: 1, now, cycles, tenant: people, expectation: serializeExpectation(expectation) });
}

/** @throws Error when the text is no life */
export function parseLife(text: string): Life {
  const { tenant: people, expectation, now, cycles } = LifeInput.parse(JSON.parse(text));
  const tenant: Tenant = {
    ...people,
    users: new Map(people.users.map((user) => [user.id, user])),
    groups: new Map(people.groups.map((group) => [group.id, group])),
  };
  return { tenant, now, cycles, expectation: parseExpectation(expectation) };
}
