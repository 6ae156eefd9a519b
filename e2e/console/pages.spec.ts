/** What every page owes everybody: axe finds nothing, in light and dark, and nothing scrolls sideways at 360 px. */
import { routes } from "@/lib/routes";
import { expect, test } from "../fixtures";
import { en } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { fillTenant, type People } from "./people";

const pages: [what: string, path: (org: string, dir: string, people: People) => string][] = [
  ["home", (org) => routes.organization(org)],
  ["Identity management", (org, dir) => routes.directory(org, dir)],
  ["setup guide", (org, dir) => routes.setupGuide(org, dir)],
  ["users", (org, dir) => routes.users(org, dir)],
  ["a person", (org, dir, { ana }) => routes.user(org, dir, ana)],
  ["groups", (org, dir) => routes.groups(org, dir)],
  ["a group", (org, dir, { sales }) => routes.group(org, dir, sales)],
  ["deprovisioning", (org, dir) => routes.deprovisioning(org, dir)],
  ["deleted people", (org, dir) => routes.deleted(org, dir)],
  ["attribute mapping", (org, dir) => routes.mapping(org, dir)],
  ["conformance", (org, dir) => routes.conformance(org, dir)],
  ["rehearse", (org, dir) => routes.rehearse(org, dir)],
  ["health", (org, dir) => routes.health(org, dir)],
  ["cycles", (org, dir) => routes.cycles(org, dir)],
  ["logs", (org, dir) => routes.logs(org, dir)],
  ["notifications", (org, dir) => routes.notifications(org, dir)],
  ["domains", (org) => routes.domains(org)],
  ["settings", (org) => routes.settings(org)],
];

test.beforeEach("sign the owner in", async ({ signIn, tenant }) => {
  await signIn(tenant);
});

for (const [what, path] of pages) {
  test(`${what}, with people, is accessible and fits 360 px`, async ({ page, tenant }) => {
    const people = await fillTenant(tenant);
    await page.goto(path(tenant.organization.slug, tenant.directory.slug, people));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(/\S/);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

for (const [what, path] of pages.filter(([name]) => !name.startsWith("a "))) {
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
  for (const [, path] of pages) {
    await page.goto(path(tenant.organization.slug, tenant.directory.slug, people), { waitUntil: "networkidle" });
  }
  expect(complaints).toEqual([]);
});
