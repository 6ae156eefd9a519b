/** What every page owes everybody: axe finds nothing, in light and dark, and nothing scrolls sideways at 360 px. */
import { routes } from "@/lib/routes";
import { expect, test } from "../fixtures";
import { en } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { everyPage } from "./every-page";
import { fillTenant } from "./people";

test.beforeEach("sign the owner in", async ({ signIn, tenant }) => {
  await signIn(tenant);
});

for (const [what, path] of everyPage) {
  test(`${what}, with people, is accessible and fits 360 px`, async ({ page, tenant }) => {
    const people = await fillTenant(tenant);
    await page.goto(path(tenant.organization.slug, tenant.directory.slug, people));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(/\S/);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

for (const [what, path] of everyPage.filter(([name]) => !name.startsWith("a "))) {
  test(`${what}, still empty, teaches what to do and is accessible`, async ({ page, tenant }) => {
    await page.goto(path(tenant.organization.slug, tenant.directory.slug, { ana: "", bo: "", sales: "" }));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

test("a page that does not exist is 404, in words, with a way back", async ({ page, tenant }) => {
  const answer = await page.goto(`${routes.organization(tenant.organization.slug)}/nothing`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: en.errors.notFoundTitle })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: en.errors.backHome }).click();
  await expect(page).toHaveURL(new RegExp(`/o/${tenant.organization.slug}$`));
});

test("no page logs an error or breaks its own Content-Security-Policy", async ({ page, tenant }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const people = await fillTenant(tenant);
  for (const [, path] of everyPage) {
    await page.goto(path(tenant.organization.slug, tenant.directory.slug, people), { waitUntil: "networkidle" });
  }
  expect(complaints).toEqual([]);
});
