/** A setup link: the guide for somebody without an account, and nothing else, until it ends. */
import type { Browser, Page } from "@playwright/test";
import { createGuideLink, revokeGuideLink } from "@/lib/console/guide-links";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { scimClient } from "../scim-client";
import { userBody } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const words = en.guideLinks;

const linkOf = ({ scope, directory }: Tenant) =>
  createGuideLink(scope, { directoryId: directory.id, label: "Jan, Contoso IT", expiresInDays: 7 });

/** A browser that was never here: no cookies, nobody signed in. */
async function freshPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext(baseURL === undefined ? {} : { baseURL })).newPage();
}

const openConsole = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.directory(organization.slug, directory.slug));

async function makeLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: words.new }).click();
  const dialog = page.getByRole("dialog", { name: words.newTitle });
  await dialog.getByLabel(words.label).fill("Jan, Contoso IT");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: words.create }).click();
  const shown = page.getByRole("dialog", { name: words.shownTitle });
  const url = await shown.getByRole("textbox", { name: words.link, exact: true }).inputValue();
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: words.closeBack }).click();
  await shown.getByRole("checkbox", { name: words.sent }).check();
  await shown.getByRole("button", { name: en.common.done }).click();
  await expect(shown).toBeHidden();
  return url;
}

async function makeToken(page: Page): Promise<string> {
  await page.getByRole("button", { name: en.connection.show }).click();
  const shown = page.getByRole("dialog", { name: en.tokens.shownTitle });
  const token = await shown.getByRole("textbox", { name: en.tokens.token, exact: true }).inputValue();
  await shown.getByRole("checkbox").check();
  await shown.getByRole("button", { name: en.common.done }).click();
  return token;
}

test("an admin sends a link, a colleague without an account sets the directory up with it, and the link is revoked", async ({
  page,
  tenant,
  signIn,
  browser,
  baseURL,
}) => {
  const admin = await signIn(tenant, "admin");
  await openConsole(page, tenant);
  const url = await makeLink(page);
  expect(new URL(url).pathname).toMatch(/^\/guide\/mul_/);
  await expect(page.getByText(/^made by .* never used$/)).toBeVisible();

  const guest = await freshPage(browser, baseURL);
  expect((await guest.goto(url))?.status()).toBe(200);
  const token = await makeToken(guest);
  const client = scimClient(tenant.scim.baseUrl, token);
  expect((await client.post("/Users", userBody("ana"))).status).toBe(201);
  expect(
    await query(`SELECT "name", "createdBy" FROM "Token" WHERE "directoryId" = $1 AND "name" <> $2`, [
      tenant.directory.id,
      tenant.token.name,
    ]),
  ).toEqual([{ name: "Jan, Contoso IT", createdBy: 'setup link "Jan, Contoso IT"' }]);

  await page.reload();
  await expect(page.getByText(/^made by .* last used/)).toBeVisible();
  await page.getByRole("button", { name: say(words.revokeNamed, { label: "Jan, Contoso IT" }) }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words.revokeConfirm }).click();
  await expect(page.getByText(say(words.revokedToast, { label: "Jan, Contoso IT" }))).toBeVisible();

  await expect(guest.getByRole("heading", { name: words.endedTitle })).toBeVisible({ timeout: 20_000 });
  await expect(guest.getByText(admin.email)).toBeVisible();
  expect((await guest.goto(url))?.status()).toBe(404);
  expect((await client.get("/Users")).status).toBe(200);
});

test("the guide behind a link is accessible, fits 360 px, is kept by no cache, and its address leaves in no header", async ({
  tenant,
  browser,
  baseURL,
}) => {
  const { secret } = await linkOf(tenant);
  const guest = await freshPage(browser, baseURL);
  const referrers: string[] = [];
  guest.on("request", (request) => referrers.push(request.headers().referer ?? ""));
  const complaints: string[] = [];
  guest.on("console", (message) => (message.type() === "error" ? complaints.push(message.text()) : undefined));
  const answer = await guest.goto(routes.guideLink(secret), { waitUntil: "networkidle" });
  const headers = answer?.headers() ?? {};
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["x-robots-tag"]).toContain("noindex");
  await makeToken(guest);
  expect(referrers.filter((referrer) => referrer !== "")).toEqual([]);
  expect(complaints).toEqual([]);
  await expectAccessible(guest);
  await expectNoSidewaysScroll(guest);
});

test("a link works for somebody who is signed in elsewhere, and gives them nothing more", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const [mine, theirs] = [await makeTenant(), await makeTenant()];
  await signIn(mine);
  const { secret } = await linkOf(theirs);
  expect((await page.goto(routes.guideLink(secret)))?.status()).toBe(200);
  expect((await openConsole(page, theirs))?.status()).toBe(404);
});

test("a link that expired says when, and whom to ask", async ({ page, tenant }) => {
  const { secret, id } = await linkOf(tenant);
  await query(`UPDATE "GuideLink" SET "expiresAt" = now() - interval '1 minute' WHERE "id" = $1`, [id]);
  expect((await page.goto(routes.guideLink(secret)))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: words.endedTitle })).toBeVisible();
  await expect(page.getByText(/^It expired on .*Ask whoever sent it/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

for (const secret of ["mul_00000000000000000000000000000000000000", "nonsense", "..%2F..%2Fsetup"]) {
  test(`a link that never was (${secret}) is told nothing`, async ({ page }) => {
    expect((await page.goto(`/guide/${secret}`))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: words.unknownTitle })).toBeVisible();
  });
}

test("what is pressed on an open guide after its link was revoked makes nothing", async ({ page, tenant }) => {
  const { secret, id } = await linkOf(tenant);
  await page.goto(routes.guideLink(secret));
  await revokeGuideLink(tenant.scope, { linkId: id });
  await page.getByRole("button", { name: en.connection.show }).click();
  await expect(page.getByText(en.errors.guideLinkEnded).or(page.getByText(words.endedTitle)).first()).toBeVisible();
  expect(await query(`SELECT 1 FROM "Token" WHERE "directoryId" = $1`, [tenant.directory.id])).toHaveLength(1);
});

test("an auditor sees the links and can neither make nor revoke one", async ({ page, tenant, signIn }) => {
  await linkOf(tenant);
  await signIn(tenant, "auditor");
  await openConsole(page, tenant);
  await expect(page.getByText("Jan, Contoso IT")).toBeVisible();
  await expect(page.getByRole("button", { name: words.new })).toBeHidden();
  await expect(page.getByRole("button", { name: say(words.revokeNamed, { label: "Jan, Contoso IT" }) })).toBeHidden();
});
