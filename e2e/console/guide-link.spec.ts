/** A setup link: the guide for somebody without an account, and nothing else, until it ends. */
import type { Page } from "@playwright/test";
import { createGuideLink, revokeGuideLink } from "@/lib/console/guide-links";
import { revokeToken } from "@/lib/console/tokens";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test as base, type Tenant } from "../fixtures";
import { usable } from "../hydration";
import { en, say } from "../messages";
import { scimClient } from "../scim-client";
import { userBody } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { lookAgainUntil, soon } from "./steps";

const words = en.guideLinks;

const label = "Jan, Contoso IT";

const linkOf = ({ scope, directory }: Tenant) =>
  createGuideLink(scope, { directoryId: directory.id, label, expiresInDays: 7 });

/** `guest` is in a browser that was never here: no cookies, nobody signed in. */
const test = base.extend<{ guest: Page }>({
  guest: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    await use(usable(await context.newPage()));
    await context.close();
  },
});

const openConsole = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.setupGuide(organization.slug, directory.slug));

type StepId = keyof typeof en.guide.steps;

const step = (page: Page, id: StepId) => page.locator(`#step-${id}`);

/** Waits for a step to turn green: the page is not loaded again. */
const expectDone = (page: Page, id: StepId) =>
  lookAgainUntil(page, () =>
    expect(step(page, id).getByRole("heading", { level: 2, includeHidden: true })).toContainText(
      `(${en.guide.state.done})`,
      soon,
    ),
  );

/** Makes a token in the open guide. */
async function makeToken(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button }).click();
  const shown = page.getByRole("dialog", { name: en.tokens.shownTitle });
  const token = await shown.getByRole("textbox", { name: en.tokens.token, exact: true }).inputValue();
  await shown.getByRole("checkbox").check();
  await shown.getByRole("button", { name: en.common.done }).click();
  return token;
}

async function makeLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: words.new }).click();
  const dialog = page.getByRole("dialog", { name: words.newTitle });
  await dialog.getByLabel(words.label).fill(label);
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

test("a colleague without an account sets RingCentral up by a link: each step turns green when it really happened, until the link is revoked", async ({
  page,
  makeTenant,
  signIn,
  guest,
}) => {
  const tenant = await makeTenant({ application: "ringcentral", enabled: false });
  await revokeToken(tenant.scope, { tokenId: tenant.token.tokenId });
  const admin = await signIn(tenant, "admin");
  await openConsole(page, tenant);
  const url = await makeLink(page);
  expect(new URL(url).pathname).toMatch(/^\/guide\/mul_/);
  await expect(page.getByText(/^made by .* never used$/)).toBeVisible();

  expect((await guest.goto(url))?.status()).toBe(200);
  await expect(guest.getByRole("heading", { level: 1 })).toContainText(tenant.organization.name);
  await step(guest, "ringcentralService").getByRole("button", { name: words.enable }).click();
  await expectDone(guest, "ringcentralService");
  await step(guest, "sso")
    .getByRole("button", { name: say(en.guide.skipNamed, { step: en.guide.steps.sso.title }) })
    .click();
  await step(guest, "entraOpen")
    .getByRole("button", { name: say(en.guide.tickNamed, { step: en.guide.steps.entraOpen.title }) })
    .click();
  const token = await makeToken(guest, en.connection.show);
  await step(guest, "entraConnect").getByRole("button", { name: en.testConnection.run }).click();
  // Plain http is worth a warning, but no failure.
  await expect(guest.getByText(/could be answered from here|was answered as it expects/)).toBeVisible();

  const client = scimClient(tenant.scim.baseUrl, token);
  const probe = encodeURIComponent(`userName eq "${crypto.randomUUID()}"`);
  expect((await client.get(`/Users?filter=${probe}`)).status).toBe(200);
  await expectDone(guest, "entraConnect");
  const lookup = encodeURIComponent(`userName eq "ana@contoso.com"`);
  expect((await client.get(`/Users?filter=${lookup}`)).status).toBe(200);
  expect((await client.post("/Users", userBody("ana"))).status).toBe(201);
  await expectDone(guest, "entraSmall");
  expect(
    await query(`SELECT "name", "createdBy" FROM "Token" WHERE "directoryId" = $1 AND "revokedAt" IS NULL`, [
      tenant.directory.id,
    ]),
  ).toEqual([{ name: label, createdBy: `setup link "${label}"` }]);

  await page.reload();
  await expect(page.getByText(/^made by .* last used/)).toBeVisible();
  await page.getByRole("button", { name: say(words.revokeNamed, { label }) }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words.revokeConfirm }).click();
  await expect(page.getByText(say(words.revokedToast, { label }))).toBeVisible();

  const ended = guest.getByRole("heading", { name: words.endedTitle });
  await lookAgainUntil(guest, () => expect(ended).toBeVisible(soon));
  await expect(guest.getByText(admin.email)).toBeVisible();
  expect((await guest.goto(url))?.status()).toBe(404);
  expect((await client.get("/Users")).status).toBe(200);
});

test("a link's guide offers what links may, leads nowhere else, and shows another provider's steps", async ({
  tenant,
  guest,
}) => {
  const { secret } = await linkOf(tenant);
  await guest.goto(routes.guideLink(secret));
  await expect(guest.getByRole("heading", { name: en.guide.steps.entraOpen.title })).toBeVisible();
  await guest.getByRole("link", { name: en.guide.tabOkta }).click();
  await expect(guest.getByRole("heading", { name: en.guide.steps.oktaOpen.title })).toBeVisible();
  const targets = await guest.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(targets.filter((href) => !href?.startsWith("/guide/"))).toEqual([]);
  await expect(guest.getByRole("switch")).toHaveCount(0);
});

test("the guide behind a link is accessible, fits 360 px, is kept by no cache, and its address leaves in no header", async ({
  tenant,
  guest,
}) => {
  const { secret } = await linkOf(tenant);
  const referrers: string[] = [];
  guest.on("request", (request) => referrers.push(request.headers().referer ?? ""));
  const complaints: string[] = [];
  guest.on("console", (message) => (message.type() === "error" ? complaints.push(message.text()) : undefined));
  const answer = await guest.goto(routes.guideLink(secret), { waitUntil: "networkidle" });
  const headers = answer?.headers() ?? {};
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["x-robots-tag"]).toContain("noindex");
  await step(guest, "entraConnect").locator("summary").click();
  await makeToken(guest, words.makeAnother);
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
  await expect(page.getByText(/^It expired on .*Ask whoever sent you this link/)).toBeVisible();
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
  await step(page, "entraConnect").locator("summary").click();
  await revokeGuideLink(tenant.scope, { linkId: id });
  await page
    .getByRole("button", { name: words.makeAnother })
    // The page may have said so by itself before.
    .click({ timeout: 10_000 })
    .catch(() => undefined);
  await expect(page.getByText(en.errors.guideLinkEnded).or(page.getByText(words.endedTitle)).first()).toBeVisible();
  expect(await query(`SELECT 1 FROM "Token" WHERE "directoryId" = $1`, [tenant.directory.id])).toHaveLength(1);
});

test("an auditor sees the links and can neither make nor revoke one", async ({ page, tenant, signIn }) => {
  await linkOf(tenant);
  await signIn(tenant, "auditor");
  await openConsole(page, tenant);
  await expect(page.getByText(label)).toBeVisible();
  await expect(page.getByRole("button", { name: words.new })).toBeHidden();
  await expect(page.getByRole("button", { name: say(words.revokeNamed, { label }) })).toBeHidden();
});
