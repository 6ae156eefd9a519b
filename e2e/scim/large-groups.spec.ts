/** Groups of very many members: answered and changed without keeping everybody else waiting. */
import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { parseJson, type Json } from "@/lib/entra/json";
import type { ScimClient } from "../scim-client";
import { select } from "@/lib/entra/conformance/select";
import { createGroup, createUser } from "./resources";

const size = 20_000;

/** People, as many as no test wants to create one by one. In the order of their ids. */
async function insertPeople({ scope, directory }: Tenant): Promise<readonly string[]> {
  const rows = await query(
    `INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "attributes", "search",
       "created", "lastModified")
     SELECT $1, gen_random_uuid(), $2, 'p' || i, 'p' || i, '{}', '{}', now(), now() FROM generate_series(1, $3) i
     RETURNING "id"`,
    [directory.id, scope.organizationId, size],
  );
  return rows.map(({ id }) => String(id)).sort();
}

const membersOf = (ids: readonly string[]): Json => ids.map((value) => ({ value }));

async function everybodyIn(tenant: Tenant): Promise<{ readonly people: readonly string[]; readonly group: string }> {
  const people = await insertPeople(tenant);
  const group = await createGroup(tenant.scim, "Everybody");
  const added = await tenant.scim.patch(`/Groups/${group}`, [{ op: "add", path: "members", value: membersOf(people) }]);
  expect(added.status).toBe(204);
  return { people, group };
}

/** The answer to a GET, of which nothing is read yet. */
function get({ baseUrl, token }: ScimClient, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } }, resolve);
    request.on("error", reject);
    request.end();
  });
}

/** More would be too many requests in a second, on a fast machine. */
const readsMax = 50;

/** Reads one person again and again until `work` is done, or often enough, and tells how often. */
async function readDuring(scim: ScimClient, id: string, work: Promise<unknown>): Promise<number> {
  let [count, goesOn] = [0, true];
  void work.finally(() => (goesOn = false));
  while (goesOn && count < readsMax) {
    expect((await scim.get(`/Users/${id}`)).status).toBe(200);
    count += 1;
  }
  await work;
  return count;
}

/**
 * Tries until somebody was served several times while a work was under way. A server that keeps others waiting never does
 * that; one attempt in which this process itself had to wait for the processor says nothing of the server.
 */
const servedMeanwhile = (attempt: () => Promise<number>) =>
  expect.poll(attempt, { timeout: 120_000 }).toBeGreaterThanOrEqual(3);

test("a group of 20,000 is sent as it is read, and others are served meanwhile", async ({ tenant }) => {
  const { people, group } = await everybodyIn(tenant);
  const ana = await createUser(tenant.scim, "ana");
  await servedMeanwhile(async () => {
    const answer = await get(tenant.scim, `/Groups/${group}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ "content-type": "application/scim+json; charset=utf-8" });
    expect(answer.headers["content-length"]).toBeUndefined();
    let text = "";
    answer.setEncoding("utf8");
    const ended = new Promise<void>((resolve, reject) => {
      answer.on("data", (piece: string) => (text += piece));
      answer.on("end", resolve);
      answer.on("error", reject);
    });
    const count = await readDuring(tenant.scim, ana, ended);
    const members = select(parseJson(text), "members");
    expect(Array.isArray(members) && members.map((member) => select(member, "value"))).toEqual(people);
    return count;
  });
});

test("a change of 20,000 members lets others be served meanwhile", async ({ tenant }) => {
  const people = await insertPeople(tenant);
  const ana = await createUser(tenant.scim, "ana");
  const group = await createGroup(tenant.scim, "Everybody");
  const path = `/Groups/${group}`;
  await servedMeanwhile(async () => {
    const counts: number[] = [];
    for (const change of [
      () => tenant.scim.patch(path, [{ op: "add", path: "members", value: membersOf(people) }]),
      () => tenant.scim.put(path, { displayName: "Everybody", members: membersOf(people.slice(1)) }),
      () => tenant.scim.patch(path, [{ op: "remove", path: "members", value: membersOf(people) }]),
    ]) {
      const work = change();
      counts.push(await readDuring(tenant.scim, ana, work));
      expect((await work).status).toBeLessThan(300);
    }
    expect(select((await tenant.scim.get(path)).body, "members")).toBeUndefined();
    return Math.min(...counts);
  });
});

test("a client that leaves in the middle harms nobody, and the log says that it left", async ({ tenant }) => {
  const { group } = await everybodyIn(tenant);
  const answer = await get(tenant.scim, `/Groups/${group}`);
  await new Promise((resolve) => answer.once("data", resolve));
  answer.destroy();
  await expect
    .poll(() =>
      query(
        `SELECT "status", "detail" FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "method" = 'GET' AND "resourceId" = $2`,
        [tenant.directory.id, group],
      ),
    )
    .toEqual([{ status: "warning", detail: "The client left before the answer had ended." }]);
  expect((await tenant.scim.get(`/Groups/${group}?excludedAttributes=members`)).status).toBe(200);
});
