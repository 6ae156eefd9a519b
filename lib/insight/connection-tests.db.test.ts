import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { createToken } from "@/lib/console/tokens";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import { testConnection } from "@/lib/entra/test-connection/test-connection";
import { observe } from "./__fixtures__/observed-directory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";

const clock = new TestClock();
const server = serveByClock(clock);

type Observed = Awaited<ReturnType<typeof observe>>;

/** What `npm run entra -- test-connection` does. */
async function testedBy({ job }: Observed): Promise<string[]> {
  const results: string[] = [];
  const options = { base: tenantUrl(server(), "generic"), token: () => job.token, isPublicAddress: () => true };
  for await (const { result } of testConnection(options)) results.push(result);
  return results;
}

const lookUp = (client: EntraHttpClient, attribute: string, value: string) =>
  client.send("GET", `/Users?filter=${attribute}+eq+%22${encodeURIComponent(value)}%22`);

/** Of an id of nobody. */
const change = (client: EntraHttpClient, id: string) =>
  client.send("PATCH", `/Users/${id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "Replace", path: "displayName", value: "Ana" }],
  });

const failing = async (observed: Observed) =>
  (await observed.findings()).filter(({ kind }) => kind === "failing").map(({ facts }) => facts);

test("a connection test from a command line before the first cycle makes none, and nobody is refused for it", async () => {
  const observed = await observe(server(), clock);
  expect(await testedBy(observed)).not.toContain("failed");
  await observed.survey(1);
  expect(await observed.cycles()).toEqual([]);
  expect(await observed.findings()).toEqual([]);
  expect(await observed.health()).toMatchObject({ state: "healthy", kind: "noCycle" });
});

test("afterwards it looked at nobody and changed nobody, and nothing is wrong for its refusals", async () => {
  const observed = await observe(server(), clock);
  await observed.cycle(generateTenant({ users: 4, groups: 1 }));
  await observed.survey(40);
  await testedBy(observed);
  await observed.survey(12);
  expect(await observed.findings()).toEqual([]);
  expect(await observed.health()).toMatchObject({ state: "healthy", kind: null });
  expect((await observed.cycles())[1]).toMatchObject({ users: 0, created: 0, deleted: 0, failed: 0 });
});

test("a client in earnest hides no failure that way: whom it looked for by a GUID and could not create has failed", async () => {
  const observed = await observe(server(), clock);
  const [byName, byId] = [randomUUID(), randomUUID()];
  await lookUp(observed.client, "userName", byName);
  await observed.client.send("POST", "/Users", { userName: byName, externalId: byName, active: "perhaps" });
  await lookUp(observed.client, "externalId", byId);
  await observed.client.send("POST", "/Users", { externalId: byId, displayName: "Ana" });
  await observed.survey(1);
  const failures = await failing(observed);
  expect(failures.flatMap((facts) => Object(facts).names).sort()).toEqual(["Ana", byName].sort());
});

test("nor by another credential, later than a minute, or about other ids", async () => {
  const observed = await observe(server(), clock);
  const { directoryId } = observed.scope;
  const made = await createToken(observed.own.scope, { directoryId, name: "Other", expiresInDays: 300 });
  const other = new EntraHttpClient({ base: tenantUrl(server(), "generic"), token: () => made.token });
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
  await lookUp(observed.client, "userName", ids[0]);
  await change(other, ids[0]);
  await lookUp(observed.client, "userName", ids[1]);
  await change(observed.client, ids[2]);
  clock.advance(2);
  await change(observed.client, ids[1]);
  await observed.survey(1);
  const objects = (await failing(observed)).map((facts) => Number(Object(facts).objects));
  expect(objects.reduce((sum, count) => sum + count, 0)).toBe(3);
  other.close();
});
