/** A directory's page: the service switch, its tokens, and that a token shown once is not lost by accident. */
import { routes } from "@/lib/routes";
import type { Page } from "@playwright/test";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { scimClient } from "../scim-client";
import { expectAccessible } from "./accessibility";

test.beforeEach("sign the owner in", async ({ signIn, tenant }) => {
  await signIn(tenant);
});

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.directory(organization.slug, directory.slug));

test("turning the service off refuses requests at once and says so; turning it on lets them through", async ({
  page,
  tenant,
}) => {
  await open(page, tenant);
  expect((await tenant.scim.get("/Users")).status).toBe(200);
  await page.getByRole("switch", { name: en.directory.serviceOn }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("403");
  await expectAccessible(page);
  await question.getByRole("button", { name: en.directory.serviceOffConfirm }).click();
  await expect(page.getByText(en.directory.offBanner, { exact: true })).toBeVisible();
  await expect.poll(async () => (await tenant.scim.get("/Users")).status).toBe(403);
  await expectAccessible(page);

  await page.getByRole("switch").click();
  await expect(page.getByText(en.directory.offBanner, { exact: true })).toBeHidden();
  await expect.poll(async () => (await tenant.scim.get("/Users")).status).toBe(200);
});

test("the health of a service that is off says so, and not that all is well", async ({ page, makeTenant, signIn }) => {
  const tenant = await makeTenant({ enabled: false });
  await signIn(tenant);
  await page.goto(routes.health(tenant.organization.slug, tenant.directory.slug));
  const open = page.getByRole("region", { name: en.findings.open });
  await expect(open.getByText(en.findings.offEmpty)).toBeVisible();
  await expectAccessible(page);
  await open.getByRole("link", { name: en.findings.offAction }).click();
  await expect(page.getByRole("switch")).not.toBeChecked();
});

test("cancelling leaves the service on", async ({ page, tenant }) => {
  await open(page, tenant);
  await page.getByRole("switch").click();
  await page.getByRole("alertdialog").getByRole("button", { name: en.common.cancel }).click();
  await expect(page.getByRole("switch")).toBeChecked();
  expect((await tenant.scim.get("/Users")).status).toBe(200);
});

test("revoking a token ends it at once, and asks first", async ({ page, tenant }) => {
  expect((await tenant.scim.get("/Users")).status).toBe(200);
  await open(page, tenant);
  await page.getByRole("button", { name: say(en.tokens.revokeNamed, { name: tenant.token.name }) }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: en.tokens.revokeConfirm }).click();
  await expect(page.getByText(say(en.tokens.revokedToast, { name: tenant.token.name }))).toBeVisible();
  // "At once" is as soon as PostgreSQL has notified the process that answers.
  await expect.poll(async () => (await tenant.scim.get("/Users")).status).toBe(401);
});

test.describe("a new token, by keyboard alone", () => {
  async function makeToken(page: Page): Promise<string> {
    await page.getByRole("button", { name: en.tokens.new, exact: true }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog", { name: en.tokens.newTitle });
    await expect(form).toBeVisible();
    await expect.poll(() => form.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await form.getByLabel(en.tokens.name, { exact: true }).focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("By keyboard");
    await page.keyboard.press("Enter");
    const shown = page.getByRole("dialog", { name: en.tokens.shownTitle });
    await expect(shown).toBeVisible();
    return shown.getByRole("textbox", { name: en.tokens.token, exact: true }).inputValue();
  }

  test("is made, works beside the first, and is listed afterwards", async ({ page, tenant }) => {
    await open(page, tenant);
    const token = await makeToken(page);
    await expectAccessible(page);
    const dialog = page.getByRole("dialog", { name: en.tokens.shownTitle });
    await dialog.getByRole("checkbox").focus();
    await page.keyboard.press("Space");
    await dialog.getByRole("button", { name: en.common.done }).focus();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(
      page
        .getByRole("main")
        .getByText(/By keyboard/)
        .first(),
    ).toBeVisible();
    expect((await scimClient(tenant.scim.baseUrl, token).get("/Users")).status).toBe(200);
    expect((await tenant.scim.get("/Users")).status).toBe(200);
  });

  for (const [how, leave] of [
    ["Esc", (page: Page) => page.keyboard.press("Escape")],
    ["a press outside the dialog", (page: Page) => page.mouse.click(5, 5)],
  ] as const) {
    test(`is not lost by ${how}: the dialog asks, and the way back shows it again`, async ({ page, tenant }) => {
      await open(page, tenant);
      const token = await makeToken(page);
      await leave(page);
      const question = page.getByRole("alertdialog", { name: en.tokens.closeTitle });
      await expect(question).toBeVisible();
      await question.getByRole("button", { name: en.tokens.closeBack }).click();
      const shown = page.getByRole("dialog", { name: en.tokens.shownTitle });
      await expect(shown.getByRole("textbox", { name: en.tokens.token, exact: true })).toHaveValue(token);
    });
  }

  test("cannot be seen again after the dialog is closed or the page loaded again", async ({ page, tenant }) => {
    await open(page, tenant);
    const token = await makeToken(page);
    await page.reload();
    expect(await page.content()).not.toContain(token.slice(20));
    await expect(
      page
        .getByRole("main")
        .getByText(/By keyboard/)
        .first(),
    ).toBeVisible();
  });
});
