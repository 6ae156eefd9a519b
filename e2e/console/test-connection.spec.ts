import { tenantUrl } from "@/lib/applications/applications";
import { routes } from "@/lib/routes";
import { expect, test } from "../fixtures";
import { en } from "../messages";
import { expectAccessible } from "./accessibility";

const words = en.testConnection;

test("an administrator tests the connection from here, and reads what a damaged token is", async ({
  tenant,
  signIn,
  page,
}) => {
  await signIn(tenant, "admin");
  await page.goto(routes.directory(tenant.organization.slug, tenant.directory.slug));
  await page.getByRole("button", { name: words.run, exact: true }).click();
  const checks = page.getByRole("list", { name: words.list }).getByRole("listitem");
  await expect(checks.filter({ hasText: words.checks.delete })).toContainText(words.result.passed);
  await expect(checks.filter({ hasText: words.checks.address })).toContainText(words.result.warning);
  await expect(checks.filter({ hasText: `(${words.result.failed})` })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByLabel(words.useToken).check();
  await page.getByLabel(words.token, { exact: true }).fill(tenant.token.token.slice(0, -1));
  await page.getByRole("button", { name: words.again }).click();
  await expect(checks.first()).toContainText(words.causes.tokenIncomplete.title);
  await expect(checks.last()).toContainText(words.result.skipped);
  await expectAccessible(page);

  // The log says that these are no requests of the identity provider, and where they are.
  await page.goto(routes.logs(tenant.organization.slug, tenant.directory.slug));
  await expect(page.getByRole("heading", { name: en.logs.emptyTitle })).toBeVisible();
  await page.getByRole("link", { name: en.logs.emptyTestsShow }).click();
  await expect(page.getByRole("link", { name: en.logs.done.selfTest }).first()).toBeVisible();
});

test("an auditor is offered no test", async ({ tenant, signIn, page }) => {
  await signIn(tenant, "auditor");
  await page.goto(routes.directory(tenant.organization.slug, tenant.directory.slug));
  await expect(page.getByLabel(en.connection.entra.url, { exact: true })).toHaveValue(
    tenantUrl(new URL(page.url()).origin, tenant.directory.application),
  );
  await expect(page.getByRole("button", { name: words.run, exact: true })).toHaveCount(0);
});
