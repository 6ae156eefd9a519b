import { lookupQuery } from "../filter-query";
import type { EntraHttpClient, Exchange } from "../http-client";
import { addMembers, removeMembers } from "../sync/patch-operations";
import type { Operation } from "../sync/patch-operations";
import type { Pool } from "./pool";

/** What a load is made of; each is one request. */
export const operationNames = [
  "lookup",
  "lookupGroup",
  "get",
  "create",
  "update",
  "active",
  "addMember",
  "removeMember",
] as const;
export type OperationName = (typeof operationNames)[number];

/** How often each comes, out of a hundred. */
export type Mix = Readonly<Partial<Record<OperationName, number>>>;

/**
 * `entra` looks like a day of Entra's: more questions than changes, as an initial cycle asks for everybody before it creates
 * them and an incremental one reads before it writes (ENTRA.md §2, §5). The others are for finding limits.
 */
export const mixes = {
  entra: { lookup: 38, lookupGroup: 4, get: 22, create: 14, update: 12, active: 4, addMember: 4, removeMember: 2 },
  reads: { lookup: 60, lookupGroup: 8, get: 32 },
  writes: { create: 30, update: 40, active: 14, addMember: 8, removeMember: 8 },
} as const satisfies Readonly<Record<string, Mix>>;
export type MixName = keyof typeof mixes;

/** Gives the operation of each number of a load: the mix over and over, evenly spread. */
export function sequenceOf(mix: Mix): (number: number) => OperationName {
  const weights = operationNames.flatMap((name) => (mix[name] === undefined ? [] : [{ name, weight: mix[name] }]));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const given = new Map<OperationName, number>();
  // Whoever is furthest behind its share is next.
  const order = Array.from({ length: total }, (_, number) => {
    const behind = ({ name, weight }: (typeof weights)[number]) =>
      (weight * (number + 1)) / total - (given.get(name) ?? 0);
    const [next = { name: operationNames[0] }] = weights.toSorted((left, right) => behind(right) - behind(left));
    given.set(next.name, (given.get(next.name) ?? 0) + 1);
    return next.name;
  });
  return (number) => order[number % order.length] ?? operationNames[0];
}

/** What an operation works with. */
export interface LoadTarget {
  readonly client: EntraHttpClient;
  readonly pool: Pool;
  readonly isCompliant: boolean;
}

/** Sends one operation, as Entra would, about somebody of the pool. */
export async function send({ client, pool, isCompliant }: LoadTarget, operation: OperationName): Promise<Exchange> {
  const patch = (path: string, operations: readonly Operation[]) =>
    client.send("PATCH", path, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: operations,
    });
  const group = pool.someGroup();
  const person = pool.somePerson();
  switch (operation) {
    case "lookup":
      return client.send("GET", `/Users?${lookupQuery("userName", person.name)}`);
    case "lookupGroup":
      return client.send("GET", `/Groups?${lookupQuery("displayName", group.name, { excludedAttributes: "members" })}`);
    case "get":
      return client.send("GET", `/Users/${encodeURIComponent(person.id)}`);
    case "create":
      return pool.create(client);
    case "update": {
      const title = `Title ${pool.number()}`;
      return patch(`/Users/${encodeURIComponent(person.id)}`, [
        isCompliant ? { op: "replace", value: { title } } : { op: "Replace", path: "title", value: title },
      ]);
    }
    case "active": {
      const active = pool.number() % 2 === 0;
      return patch(`/Users/${encodeURIComponent(person.id)}`, [
        isCompliant
          ? { op: "replace", path: "active", value: active }
          : { op: "Replace", path: "active", value: active ? "True" : "False" },
      ]);
    }
    case "addMember":
      return patch(`/Groups/${encodeURIComponent(group.id)}`, [addMembers([person.id], isCompliant)]);
    case "removeMember":
      return patch(`/Groups/${encodeURIComponent(group.id)}`, removeMembers([person.id], isCompliant));
  }
}
