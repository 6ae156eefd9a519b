/**
 * The main job, end to end, on a Muster that was started a moment ago: set-up link, directory, Tenant URL and token, Entra's
 * Test connection, three people and a group, one of them disabled; and the console shows all of it.
 */
import { expect, test as base, type Page } from "@playwright/test";
import { startFreshServer, type FreshServer } from "../fresh-server";
import { en, plain, say } from "../messages";
import { createGroup, createUser, eachOf, filterPath, listUrn } from "../scim/resources";
import { usable } from "../hydration";
import { scimClient } from "../scim-client";
import { expectAccessible } from "./accessibility";
import { copyPart, fillSignIn } from "./steps";

const test = base.extend<object, { server: FreshServer }>({
  page: async ({ page }, use) => {
    await use(usable(page));
  },
  server: [
    async ({}, use) => {
      const server = await startFreshServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

const lena = { name: "Lena Berg", email: "lena@contoso.example", password: "a lantern above the harbour" };

test("from the set-up link to the first people in the log", async ({ page, context, server }) => {
  test.setTimeout(360_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });

  await test.step("the set-up link makes the organization and its owner, once", async () => {
    await page.goto(server.setupLink);
    await expect(page.getByRole("heading", { name: en.setup.title })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel(en.setup.organizationName, { exact: true }).fill("Contoso");
    await page.getByLabel(en.setup.name, { exact: true }).fill(lena.name);
    await page.getByLabel(en.setup.email, { exact: true }).fill(lena.email);
    await page.getByLabel(en.setup.password, { exact: true }).fill(lena.password);
    await page.getByRole("button", { name: en.setup.submit }).click();
    await expect(page).toHaveURL(`${server.url}/o/contoso`);
    await page.goto(server.setupLink);
    await expect(page.getByRole("heading", { name: en.setup.expiredTitle })).toBeVisible();
    await page.goto(`${server.url}/o/contoso`);
  });

  await test.step("sign out, and in again", async () => {
    await page.getByRole("button", { name: say(en.account.menu, { name: lena.name }) }).click();
    await page.getByRole("menuitem", { name: en.account.signOut }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await fillSignIn(page, lena.email, lena.password);
    await expect(page).toHaveURL(`${server.url}/o/contoso`);
  });

  await test.step("connect the first application", async () => {
    await expect(page.getByRole("heading", { name: en.home.emptyTitle })).toBeVisible();
    await page.getByRole("main").getByRole("button", { name: en.home.connect }).click();
    const dialog = page.getByRole("dialog", { name: en.connect.title });
    await dialog.getByRole("combobox", { name: en.connect.application }).click();
    await page.getByRole("option", { name: /8x8/ }).click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: en.connect.submit, exact: true }).click();
    await expect(page).toHaveURL(/\/o\/contoso\/d\/[a-z0-9-]+\/setup$/);
    await expect(page.getByRole("heading", { name: en.guide.title, exact: true })).toBeVisible();
    await page.getByRole("navigation").getByRole("link", { name: "8x8" }).first().click();
    await expect(page.getByRole("heading", { name: en.directory.title })).toBeVisible();
  });

  const copied = await test.step("show the provisioning information and copy both parts", () => copyConnection(page));
  expect(copied.tenantUrl).toBe(`${server.url}/scim/v2`);
  expect(copied.token).toMatch(/^mus_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
  const entra = scimClient(copied.tenantUrl, copied.token);

  await test.step("Entra: Test connection", async () => {
    for (const path of [
      '/Users?filter=userName+eq+"0cf1a1b2-8d1e-4b8f-9a9b-1c1f3b5a7e10"',
      '/Groups?excludedAttributes=members&filter=displayName+eq+"0cf1a1b2-8d1e-4b8f-9a9b-1c1f3b5a7e10"',
    ]) {
      const answer = await entra.get(path);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toMatchObject({ schemas: [listUrn], totalResults: 0 });
    }
  });

  await test.step("Entra: three people, a group, one disabled", async () => {
    const ids: string[] = [];
    for (const name of ["ana", "bo", "chen"]) {
      expect(eachOf(await entra.get(filterPath("/Users", `userName eq "${name}@contoso.com"`)), "id")).toEqual([]);
      ids.push(await createUser(entra, name, { displayName: `${name[0]?.toUpperCase()}${name.slice(1)} Adams` }));
    }
    const sales = await createGroup(entra, "Sales");
    const value = ids.map((id) => ({ value: id }));
    expect((await entra.patch(`/Groups/${sales}`, [{ op: "Add", path: "members", value }])).status).toBe(204);
    const disable = await entra.patch(`/Users/${ids[2]}`, [{ op: "Replace", path: "active", value: "False" }]);
    expect(disable.status).toBe(200);
  });

  await test.step("the console shows the people", async () => {
    await page.getByRole("link", { name: en.nav.users }).first().click();
    const table = page.getByRole("table");
    for (const name of ["Ana Adams", "Bo Adams", "Chen Adams"]) {
      await expect(table.getByRole("row", { name: new RegExp(name) })).toBeVisible();
    }
    await expect(table.getByRole("row", { name: /Chen Adams/ })).toContainText(en.users.disabled);
    await expect(table.getByRole("row", { name: /Ana Adams/ })).toContainText(en.users.active);
    await table.getByRole("link", { name: "Ana Adams" }).click();
    await expect(page.getByRole("heading", { name: "Ana Adams" })).toBeVisible();
    await expect(page.getByText("ana@contoso.com").first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: "Sales" }).first()).toBeVisible();
  });

  await test.step("the group and who is in it", async () => {
    await page.getByRole("link", { name: en.nav.groups }).first().click();
    await page.getByRole("table").getByRole("link", { name: "Sales" }).click();
    for (const name of ["Ana Adams", "Bo Adams", "Chen Adams"]) {
      await expect(page.getByRole("table").getByRole("link", { name })).toBeVisible();
    }
  });

  await test.step("and the log, in sentences", async () => {
    await page.getByRole("link", { name: en.nav.logs }).first().click();
    for (const sentence of [
      en.logs.done.testConnection,
      en.logs.done.create.replace("{name}", "Ana Adams"),
      en.logs.done.create.replace("{name}", "Sales"),
      en.logs.done.disable.replace("{name}", "Chen Adams"),
    ]) {
      await expect(page.getByRole("main").getByText(plain(sentence)).first()).toBeVisible();
    }
  });

  await test.step("the token is nowhere in what the console ever serves", async () => {
    for (const path of ["", "/users", "/logs"]) {
      await page.goto(`${page.url().replace(/(\/d\/[^/]+).*/, "$1")}${path}`);
      expect(await page.content()).not.toContain(copied.token.slice(20));
    }
  });
});

/** Reads Tenant URL and token as an administrator does: by the copy buttons, out of the clipboard. */
async function copyConnection(page: Page): Promise<{ tenantUrl: string; token: string }> {
  await page.getByRole("button", { name: en.connection.show }).click();
  const dialog = page.getByRole("dialog", { name: en.tokens.shownTitle });
  await expect(dialog).toBeVisible();
  const token = await copyPart(dialog, page, en.tokens.token);
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: en.common.done }).click();
  await expect(dialog).toBeHidden();
  const tenantUrl = await copyPart(page.getByRole("main"), page, en.connection.entra.url);
  return { tenantUrl, token };
}
