/** Entra's provisioning service as `lib/entra` plays it, against the running server: afterwards the directory is the tenant. */
import { tenantUrl } from "@/lib/applications/applications";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { applyMappings } from "@/lib/entra/mapping/attribute-mapping";
import { readTarget } from "@/lib/entra/mapping/target-path";
import { isJsonObject, parseJsonObject } from "@/lib/entra/json";
import { readList } from "@/lib/entra/scim-body";
import { toConfiguration } from "@/lib/entra/sync/configuration";
import { runCycle } from "@/lib/entra/sync/cycle";
import { freshState } from "@/lib/entra/sync/state";
import type { SyncState } from "@/lib/entra/sync/state";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import type { SourceUser, Tenant } from "@/lib/entra/tenant/tenant";
import { expect, test } from "../fixtures";

type Attributes = SourceUser["attributes"];

const edit = (tenant: Tenant, number: number, change: (user: SourceUser) => SourceUser): Tenant => {
  const user = [...tenant.users.values()][number];
  return user ? { ...tenant, users: new Map(tenant.users).set(user.id, change(user)) } : tenant;
};
const set =
  (attributes: Attributes) =>
  (user: SourceUser): SourceUser => ({ ...user, attributes: { ...user.attributes, ...attributes } });

/** A year of a company in one step: moves, marriages, leavers, leavers that are purged, joiners. */
function aYearLater(tenant: Tenant): Tenant {
  let later = tenant;
  for (let number = 1; number < 60; number += 1) {
    if (number % 5 === 0) later = edit(later, number, set({ department: "Operations", jobTitle: `Planner ${number}` }));
    if (number % 7 === 0)
      later = edit(later, number, set({ surname: `Ní Bhriain-${number}`, displayName: `李 ${number}` }));
    if (number % 11 === 0) later = edit(later, number, set({ accountEnabled: false }));
    if (number % 13 === 0) later = edit(later, number, set({ userPrincipalName: `renamed${number}@contoso.com` }));
    if (number % 17 === 0) later = edit(later, number, (user) => ({ ...user, deleted: "hard" }));
  }
  const joiners = generateTenant({ users: 10, groups: 0, seed: 99, domain: "joiners.example" }).users;
  return { ...later, users: new Map([...later.users, ...joiners]) };
}

for (const [application, isCompliant] of [
  ["generic", false],
  ["8x8", true],
  ["ringcentral", false],
] as const) {
  test(`${application}: an initial cycle, a second that changes nothing, and a year of changes (compliant: ${isCompliant})`, async ({
    makeTenant,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    const { token } = await makeTenant({ application, requestsPerSecond: 0 });
    const client = new EntraHttpClient({ base: tenantUrl(baseURL ?? "", application), token: () => token.token });
    const configuration = toConfiguration(application === "generic" ? {} : { mapping: application });
    const state = freshState("scim.e2e");
    const cycle = (tenant: Tenant) => runCycle({ tenant, configuration, client, isCompliant, state, concurrency: 6 });

    const tenant = generateTenant({ users: 120, groups: 12 });
    const initial = await cycle(tenant);
    expect(initial.failures).toEqual([]);
    expect(initial).toMatchObject({ type: "initial", seen: 132, created: 132 });
    expect(await differencesOf(client, tenant, state)).toEqual([]);
    expect(await cycle(tenant)).toMatchObject({ type: "incremental", seen: 0, updated: 0, requests: 1 });

    const later = aYearLater(tenant);
    const incremental = await cycle(later);
    expect(incremental.failures).toEqual([]);
    expect(incremental).toMatchObject({ type: "incremental", created: 10, deleted: 3, disabled: 5 });
    expect(await differencesOf(client, later, state)).toEqual([]);
    expect(await cycle(later)).toMatchObject({ seen: 0, updated: 0 });
    client.close();

    /** Every mapped attribute of everybody, and every membership, one by one. */
    async function differencesOf(http: EntraHttpClient, wanted: Tenant, known: SyncState): Promise<string[]> {
      const [users, groups] = [await all(http, "Users"), await all(http, "Groups")];
      const faults: string[] = [];
      const living = [...wanted.users.values()].filter(({ deleted }) => deleted !== "hard");
      if (users.size !== living.length) faults.push(`${users.size} people, not ${living.length}`);
      for (const { id, attributes, manager } of living) {
        const resource = users.get(known.objects.get(id)?.targetId ?? "");
        const isSoftDeleted = attributes["accountEnabled"] === false;
        const source = { ...attributes, objectId: id, IsSoftDeleted: isSoftDeleted };
        for (const { mapping, value } of applyMappings(configuration.userMappings, source, [])) {
          // What is set at creation only stays as it was then.
          const has = readTarget(resource, mapping.target);
          if (mapping.apply !== "create" && has !== value)
            faults.push(`${id} ${mapping.target.text}: ${has} ≠ ${value}`);
        }
        const reference = configuration.userMappings.find(({ isReference }) => isReference);
        const boss =
          manager === undefined || wanted.users.get(manager)?.deleted ? undefined : known.objects.get(manager);
        if (reference && boss && readTarget(resource, reference.target) !== boss.targetId) faults.push(`${id} manager`);
      }
      for (const { id, members, attributes } of wanted.groups.values()) {
        const resource = groups.get(known.objects.get(id)?.targetId ?? "");
        const listed: unknown = resource?.["members"];
        const has = (Array.isArray(listed) ? listed : []).map(
          (member: unknown) => isJsonObject(member) && member["value"],
        );
        const should = members.flatMap((member) => known.objects.get(member)?.targetId ?? []);
        if (has.map(String).sort().join() !== [...should].sort().join())
          faults.push(`${String(attributes["displayName"])} members`);
      }
      return faults;
    }
  });
}

async function all(client: EntraHttpClient, type: "Users" | "Groups") {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (;;) {
    const page = await client.send("GET", `/${type}?startIndex=${found.size + 1}&count=100`);
    const list = "received" in page ? readList(page.received.text) : undefined;
    for (const resource of list?.resources ?? []) {
      const id = String(resource["id"]);
      // Members come with the resource itself alone.
      const one = type === "Groups" ? await client.send("GET", `/Groups/${id}`) : undefined;
      found.set(id, (one && "received" in one ? parseJsonObject(one.received.text) : undefined) ?? resource);
    }
    if (!list || list.resources.length === 0 || found.size >= list.total) return found;
  }
}
