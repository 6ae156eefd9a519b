/**
 * What every page owes everybody: axe finds nothing, in light and dark, nothing scrolls sideways at 360 px, and its console
 * stays silent, also about its own Content-Security-Policy.
 */
import { routes } from "@/lib/routes";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { en } from "../messages";
import { createUser } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { everyPage } from "./every-page";
import { fillTenant } from "./people";

test.beforeEach("sign the owner in", async ({ signIn, tenant }) => {
  await signIn(tenant);
});

/** What the page writes into its console as an error, or leaves uncaught, from now on. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

async function expectSound(page: Page, url: string): Promise<void> {
  const complaints = complaintsOf(page);
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/\S/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(complaints).toEqual([]);
}

for (const [what, path] of everyPage) {
  test(`${what}, with people, is accessible, fits 360 px and complains of nothing`, async ({ page, tenant }) => {
    const people = await fillTenant(tenant);
    await expectSound(page, path(tenant.organization.slug, tenant.directory.slug, people));
  });
}

for (const [what, path] of everyPage.filter(([name]) => !name.startsWith("a "))) {
  test(`${what}, still empty, teaches what to do, accessible, on 360 px, without complaints`, async ({
    page,
    tenant,
  }) => {
    await expectSound(page, path(tenant.organization.slug, tenant.directory.slug, { ana: "", bo: "", sales: "" }));
  });
}

test("a person whose every name is one long word fits 360 px, with each value in sight", async ({ page, tenant }) => {
  const word = "long".repeat(45);
  const id = await createUser(tenant.scim, `${word}@contoso.example`, { displayName: word, externalId: word });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(routes.user(tenant.organization.slug, tenant.directory.slug, id));
  await expectNoSidewaysScroll(page);
  const cells = page.getByRole("cell").filter({ hasText: word });
  await expect(cells.first()).toBeVisible();
  expect(await cells.evaluateAll((all) => all.every((cell) => cell.scrollWidth <= innerWidth))).toBe(true);
});

test("a page that does not exist is 404, in words, with a way back", async ({ page, tenant }) => {
  const answer = await page.goto(`${routes.organization(tenant.organization.slug)}/nothing`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: en.errors.notFoundTitle })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: en.errors.backHome }).click();
  await expect(page).toHaveURL(new RegExp(`/o/${tenant.organization.slug}$`));
});
