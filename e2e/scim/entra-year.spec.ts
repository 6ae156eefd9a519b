/**
 * A compressed year of a company of 500 people, in each application's profile and both dialects: joiners, movers, marriages,
 * leavers, returners, scope, roles, groups. At the end the directory is exactly what Entra, by its own rules, would have made
 * of the tenant, and nothing failed but what deserved to.
 *
 * A cycle every fortnight stands for those of every 40 minutes: what an object becomes depends on what it is when it is
 * looked at, and the steps of each life are further apart (an account is deleted 7 days after its owner has left and is gone
 * 30 days later), so that a cycle sees each of them, and many at once. Through the server's own lane only: what a year shows
 * is the service's, which both doors share, and each door's own is the contract that the other specs hold it to.
 */
import { tenantUrl } from "@/lib/applications/applications";
import type { ApplicationId } from "@/lib/applications/profile";
import { addDomain } from "@/lib/console/domains";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { expect, test, type Tenant } from "../fixtures";
import { CompanyYear, refusedDomain } from "./company-year";
import { eachOf, userBody } from "./resources";

const applications: readonly ApplicationId[] = ["generic", "8x8", "ringcentral", "ipass-smartconnect"];
const dialects = [
  ["legacy", false],
  ["compliant", true],
] as const;

/** After which fortnight something is wrong in the tenant, and after which it is put right. */
const [wrongFrom, rightFrom] = [9, 11];

for (const [number, application] of applications.entries()) {
  for (const [dialect, isCompliant] of dialects) {
    test(
      `${application}, ${dialect} dialect: after a year the directory is the tenant`,
      { tag: "@lane" },
      async ({ makeTenant, baseURL }) => {
        test.setTimeout(300_000);
        const tenant = await makeTenant({ application, requestsPerSecond: 0 });
        const domain = `${tenant.organization.slug}.example`;
        if (application === "ipass-smartconnect") await register(tenant, domain);
        const client = new EntraHttpClient({
          base: tenantUrl(baseURL ?? "", application),
          token: () => tenant.token.token,
        });
        const year = new CompanyYear({ application, isCompliant, client, domain, seed: number + 1 });
        const initial = await year.cycle();
        expect(initial).toMatchObject({ type: "initial", created: 540, failures: [] });
        expect(year.expect().size).toBe(0);

        for (let fortnight = 1; fortnight <= 26; fortnight += 1) {
          year.live(14);
          const deserved = fortnight === wrongFrom ? goWrong(year) : undefined;
          if (fortnight === rightFrom) year.nameAll();
          const { failures, quarantine, type } = await year.cycle();
          const expected = year.expect();
          const codes = new Map(failures.map(({ id, code }) => [id, code]));
          expect([...codes].sort(), `fortnight ${fortnight}`).toEqual([...expected].sort());
          expect({ type, quarantine }).toEqual({ type: "incremental", quarantine: null });
          if (deserved) {
            expect(codes.get(deserved.taken)).toBe("EntryConflict");
            expect(codes.get(deserved.foreign)).toBe(application === "ipass-smartconnect" ? refusedDomain : undefined);
            const domains = failures.filter(({ code }) => code === refusedDomain);
            for (const { reason } of domains) expect(reason).toContain("Register fabrikam.example under Domains");
          }
          if (fortnight >= rightFrom) expect(failures).toEqual([]);
          if (fortnight % 13 === 0) expect(await year.differences(), `fortnight ${fortnight}`).toEqual([]);
        }

        expect(year.people).toBeGreaterThan(450);
        expect(year.happened.size, "everything that can happen has happened").toBe(23);
        expect([...year.oddities]).toEqual(expect.arrayContaining(["leftScope", "nullNotSent"]));
        expect(year.oddities.has("appliedAtCreation")).toBe(application === "8x8");
        expect([...year.oddities]).not.toContain("unexplained");
        expect(await year.cycle()).toMatchObject({ seen: 0, requests: 1 });
        client.close();
      },
    );
  }
}

/** Two people get what the directory may refuse: another's userName, spelled in capitals, and one of a foreign domain. */
function goWrong(year: CompanyYear) {
  const taken = year.edit(100, (all) => ({
    userPrincipalName: String(all[101]?.attributes["userPrincipalName"]).toUpperCase(),
    jobTitle: "Double",
  }));
  const foreign = year.edit(200, () => ({ userPrincipalName: "guest@fabrikam.example", jobTitle: "Guest" }));
  return { taken, foreign };
}

/** Registers a domain, and waits until the server has noticed. */
async function register({ scope, scim }: Tenant, name: string): Promise<void> {
  await addDomain(scope, { name });
  const probe = userBody("probe", { userName: `probe@${name}` });
  await expect.poll(async () => (await scim.post("/Users", probe)).status).toBe(201);
  const [id] = eachOf(await scim.get("/Users"), "id");
  expect((await scim.delete(`/Users/${String(id)}`)).status).toBe(204);
}
