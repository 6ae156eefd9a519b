/** Every recorded exchange of an identity provider, played against a directory of its own (see e2e/README.md). */
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { expect, test } from "../../fixtures";
import { identityProviders, loadCases, loadNotYet } from "./case";
import { replay } from "./replay";

const notYet = loadNotYet();

for (const provider of identityProviders) {
  test.describe(provider, () => {
    for (const recorded of loadCases(provider)) {
      const reason = notYet.list.find(({ id }) => id === recorded.id)?.reason;
      test(`${recorded.id} ${recorded.source}`, async ({ makeTenant }) => {
        const tenant = await makeTenant({ provider: provider === "entra" || provider === "okta" ? provider : "other" });
        const { identifier, secret } = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id });
        const complaints = await replay(recorded, tenant.scim, { clientId: identifier, clientSecret: secret });
        if (reason === undefined) expect(complaints.join("\n")).toBe("");
        else expect(complaints, `${recorded.id} passes now: remove it from not-yet.json`).not.toEqual([]);
      });
    }
  });
}

test("the list of cases that do not pass yet only shrinks, and names cases that exist", () => {
  const ids = identityProviders.flatMap((provider) => loadCases(provider).map(({ id }) => id));
  const listed = notYet.list.map(({ id }) => id);
  expect(new Set(ids).size, "two cases share an id").toBe(ids.length);
  expect(listed.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.length, "ceiling follows the list down, and never goes up").toBe(notYet.ceiling);
});
