/** Rotating a token: both work, the page proves which one is in use, and the rotation can be cancelled. */
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { scimClient } from "../scim-client";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const words = en.rotation;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.directory(organization.slug, directory.slug));

const progress = (page: Page, { token }: Tenant) =>
  page.getByRole("region", { name: say(words.progress, { name: token.name }) });

const statusOf = async (tenant: Tenant, token: string) =>
  (await scimClient(tenant.scim.baseUrl, token).get("/Users")).status;

/** Sends the dialog that is open, and takes the new token out of the one that shows it. */
async function make(page: Page): Promise<string> {
  await page.getByRole("dialog").getByRole("button", { name: en.tokens.create }).click();
  const shown = page.getByRole("dialog", { name: en.tokens.shownTitle });
  const token = await shown.getByRole("textbox", { name: en.tokens.token, exact: true }).inputValue();
  await shown.getByRole("checkbox").check();
  await shown.getByRole("button", { name: en.common.done }).click();
  await expect(shown).toBeHidden();
  return token;
}

test("a lost token is rotated on proof: both work, each step turns done when it was seen, and the page says what is left", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant, "admin");
  expect((await tenant.scim.get("/Users")).status).toBe(200);
  await open(page, tenant);
  await page.getByRole("button", { name: say(words.lostNamed, { name: tenant.token.name }) }).click();
  await expect(page.getByRole("dialog")).toContainText("cannot be shown again");
  await expectAccessible(page);
  const token = await make(page);
  const steps = progress(page, tenant).getByRole("listitem");
  await expect(steps).toContainText([words.newSeen, say(words.oldQuiet, { minutes: "60" }), words.safe]);
  await expect(steps.filter({ hasText: `(${en.steps.done})` })).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  expect(await statusOf(tenant, token)).toBe(200);
  expect((await tenant.scim.get("/Users")).status).toBe(200);
  const written = () =>
    query(`SELECT 1 FROM "Token" WHERE "replacesTokenId" = $1 AND "lastUsedAt" IS NOT NULL`, [tenant.token.tokenId]);
  await expect.poll(async () => (await written()).length).toBe(1);
  await page.reload();
  await expect(steps.filter({ hasText: `(${en.steps.done})` })).toHaveCount(1);

  await query(
    `UPDATE "Token" SET "createdAt" = now() - interval '2 hours', "lastUsedAt" = now() - interval '61 minutes'
     WHERE "id" = $1 OR "replacesTokenId" = $1`,
    [tenant.token.tokenId],
  );
  await page.reload();
  // Then the schedule may have ended the old one already, and with it the rotation.
  await expect(
    page
      .getByText(words.safeOnProof)
      .or(page.getByText(/Show 1 ended token/))
      .first(),
  ).toBeVisible();
  expect(await statusOf(tenant, token)).toBe(200);
});

test("a rotation that is cancelled ends the new token and leaves the old one", async ({ page, tenant, signIn }) => {
  await signIn(tenant, "admin");
  await open(page, tenant);
  await page.getByRole("button", { name: say(words.rotateNamed, { name: tenant.token.name }) }).click();
  await page.getByLabel(words.oldEnds).click();
  await page.getByRole("option", { name: words.endsIn1h }).click();
  const token = await make(page);
  expect(await statusOf(tenant, token)).toBe(200);
  await progress(page, tenant).getByRole("button", { name: words.cancel }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words.cancel }).click();
  await expect(page.getByText(say(words.cancelled, { name: tenant.token.name }))).toBeVisible();
  await expect.poll(() => statusOf(tenant, token)).toBe(401);
  expect((await tenant.scim.get("/Users")).status).toBe(200);
  const [row] = await query(`SELECT "expiresAt" FROM "Token" WHERE "id" = $1`, [tenant.token.tokenId]);
  expect(row).toEqual({ expiresAt: null });
});

test("an auditor sees the tokens and cannot rotate them", async ({ page, tenant, signIn }) => {
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(page.getByText(tenant.token.name).first()).toBeVisible();
  await expect(page.getByRole("button", { name: say(words.rotateNamed, { name: tenant.token.name }) })).toBeHidden();
});
