/** Every recorded exchange of an identity provider, played against a directory of its own (lib/entra/conformance). */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { identityProviders, loadRecordedCases } from "@/lib/entra/conformance/recorded-cases";
import { runConformance } from "@/lib/entra/conformance/run";
import { entraPlaceOf } from "@/lib/insight/entra-place";
import { query } from "../../database";
import { expect, test } from "../../fixtures";
import { en } from "../../messages";

/** Every kind of failure in the log of a directory: each has a recommendation, and a place in Entra to repair it. */
async function failuresOf(
  directoryId: string,
): Promise<readonly { code: string; resourceType: "User" | "Group" | null }[]> {
  const rows = await query(
    `SELECT DISTINCT "code", "resourceType" FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "status" = 'failure'`,
    [directoryId],
  );
  return rows.map(({ code, resourceType }) => ({
    code: String(code),
    resourceType: resourceType === "User" || resourceType === "Group" ? resourceType : null,
  }));
}

const NotYetInput = z.strictObject({
  /** The length of `list`: lowered with it, never raised. */
  ceiling: z.number().int(),
  list: z.array(z.strictObject({ id: z.string(), reason: z.string().min(20) })),
});
const notYet = NotYetInput.parse(JSON.parse(readFileSync(new URL("not-yet.json", import.meta.url), "utf8")));

for (const provider of identityProviders) {
  test.describe(provider, () => {
    for (const recorded of loadRecordedCases(provider)) {
      const reason = notYet.list.find(({ id }) => id === recorded.id)?.reason;
      test(`${recorded.id} ${recorded.source}`, async ({ makeTenant }) => {
        const tenant = await makeTenant({ provider: provider === "entra" || provider === "okta" ? provider : "other" });
        const { identifier, secret } = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id });
        const { baseUrl, token } = tenant.scim;
        const { cases, leftovers } = await runConformance({
          tenantUrl: baseUrl,
          token,
          groups: [{ id: provider, title: provider, cases: [recorded] }],
          oauth: {
            tokenEndpoint: new URL("/oauth/token", baseUrl).href,
            clientId: identifier,
            clientSecret: secret,
          },
          rate: 0,
          // As every request of these tests (scim-client.ts).
          timeoutMs: 60_000,
          load: true,
          strict: true,
        });
        expect(leftovers).toEqual([]);
        expect(cases.map(({ outcome }) => outcome)).not.toContain("skipped");
        const complaints = cases.flatMap((one) => one.complaints);
        for (const { code, resourceType } of await failuresOf(tenant.directory.id)) {
          const advice = new Map(Object.entries(en.codes)).get(code);
          expect(advice?.recommendation, code).toMatch(/\S/);
          expect(en.entraPlace[entraPlaceOf(code, resourceType)], code).toContain("Enterprise applications →");
        }
        if (reason === undefined) expect(complaints.join("\n")).toBe("");
        else expect(complaints, `${recorded.id} passes now: remove it from not-yet.json`).not.toEqual([]);
      });
    }
  });
}

test("the list of cases that do not pass yet only shrinks, and names cases that exist", () => {
  const ids = identityProviders.flatMap((provider) => loadRecordedCases(provider).map(({ id }) => id));
  const listed = notYet.list.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(121);
  expect(new Set(ids).size, "two cases share an id").toBe(ids.length);
  expect(listed.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.length, "ceiling follows the list down, and never goes up").toBe(notYet.ceiling);
});
