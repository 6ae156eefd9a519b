/** Everything that `npm run entra -- conformance` plays, against each application's directory, every habit of ours counted. */
import { applications } from "@/lib/applications/applications";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { addDomain, vouchForDomain } from "@/lib/console/domains";
import { loadCatalogue } from "@/lib/entra/conformance/catalogue";
import { runConformance } from "@/lib/entra/conformance/run";
import { expect, test } from "../fixtures";

for (const { id: application, name } of Object.values(applications)) {
  test(`a ${name} directory passes every case, and nothing is left in it`, async ({ makeTenant }) => {
    test.setTimeout(300_000);
    const tenant = await makeTenant({ application, requestsPerSecond: 0 });
    const { scope, directory, scim } = tenant;
    const domain = `${tenant.organization.slug}.com`;
    const { id: domainId } = await addDomain(scope, { name: domain });
    await vouchForDomain(scope, { domainId });
    const { identifier, secret } = await createOAuthClient(scope, { directoryId: directory.id });
    const report = await runConformance({
      tenantUrl: scim.baseUrl,
      token: scim.token,
      groups: loadCatalogue(),
      oauth: { tokenEndpoint: new URL("/oauth/token", scim.baseUrl).href, clientId: identifier, clientSecret: secret },
      rate: 0,
      // As every request of these tests (scim-client.ts).
      timeoutMs: 60_000,
      strict: true,
      domain,
    });
    const wrong = report.cases.filter(({ outcome }) => outcome === "failed");
    expect(wrong.map(({ id, complaints }) => `${id}: ${complaints.join("; ")}`)).toEqual([]);
    // X-02 sends a thousand requests at once, and has a directory of its own in idp/.
    expect(report.cases.filter(({ outcome }) => outcome === "skipped").map(({ id }) => id)).toEqual(["X-02"]);
    expect(report.leftovers).toEqual([]);
    for (const path of ["/Users", "/Groups"]) expect((await scim.get(path)).body).toMatchObject({ totalResults: 0 });
  });
}
