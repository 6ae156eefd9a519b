import { beforeEach, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import type { DirectoryScope } from "@/lib/auth/scope";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody, ScimClient } from "@/lib/http/__fixtures__/scim-client";
import type { JsonObject } from "@/lib/scim/json";
import { createTenant } from "@/prisma/factories";
import { whyInGroup } from "./why-in-group";

/** More than the log keeps the ids of. */
const many = 1_002;

let scope: DirectoryScope;
let call: ScimClient;

beforeEach(async () => {
  const tenant = await createTenant();
  scope = { ...tenant.owner.scope, directoryId: tenant.directory.id };
  call = scimClient(tenant.token.token);
});

const requestOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) => headers["X-Request-Id"];
const why = async (group: string, id: string) => (await whyInGroup(scope, group, id))?.why;
const values = (ids: readonly string[]) => ids.map((value) => ({ value }));
const patch = (group: string, operation: JsonObject) =>
  call("PATCH", `/Groups/${group}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [operation],
  });

interface BulkBody {
  readonly Operations: readonly { readonly location?: string }[];
}

/** Many people, in the order of their ids, and a group without members. */
async function crowd() {
  const operations = Array.from({ length: many }, (_, index) => ({
    method: "POST",
    path: "/Users",
    bulkId: `${index}`,
    data: { userName: `person${index}` },
  }));
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"];
  const ids: string[] = [];
  for (const Operations of [operations.slice(0, 600), operations.slice(600)]) {
    const { body } = await call<BulkBody>("POST", "/Bulk", { schemas, Operations });
    ids.push(...body.Operations.map(({ location }) => location?.split("/").at(-1) ?? ""));
  }
  const group = (await call<ListBody & { id: string }>("POST", "/Groups", { displayName: "Everybody" })).body.id;
  return { ids, group };
}

test("of who came and went among more than a thousand at once, the log's silence is not taken for an answer", async () => {
  const { ids, group } = await crowd();
  const [first = "", last = ""] = [ids[0], ids.at(-1)];
  await patch(group, { op: "add", path: "members", value: values([last]) });
  const all = await patch(group, { op: "add", path: "members", value: values(ids) });
  expect(await why(group, first)).toMatchObject({ kind: "member", eventId: requestOf(all) });
  const none = await patch(group, { op: "replace", path: "members", value: [] });
  const told = await Promise.all(ids.map(async (id) => (await why(group, id))?.kind));
  expect(new Set(told)).toEqual(new Set(["removed", "unnamed"]));
  expect(await why(group, ids.find((_, index) => told[index] === "unnamed") ?? "")).toMatchObject({
    reason: { eventId: requestOf(none) },
  });

  const back = await patch(group, { op: "add", path: "members", value: values(ids) });
  expect(await why(group, last)).toMatchObject({ kind: "member", eventId: requestOf(back) });
});

test("a refused change that was too long to be kept is told, though nobody knows whom it named", async () => {
  const { ids, group } = await crowd();
  const refused = await patch(group, { op: "add", path: "members", value: values([...ids, uuidv7()]) });
  expect(refused.status).toBe(400);
  expect(await why(group, ids[0] ?? "")).toMatchObject({
    kind: "unnamedRefused",
    reason: { eventId: requestOf(refused), code: "MUSTER-A02" },
  });
});
