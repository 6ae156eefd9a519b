/** Who is told by e-mail, whether it arrives, and that a credential's end is seen before it comes. */
import type { Page } from "@playwright/test";
import { remindOfEnds } from "@/lib/alerts/remind";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { mailsFor } from "../mailbox";
import { en, say } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const words = en.notifications;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.notifications(organization.slug, directory.slug));

/** The token was made a year ago, is in use, and ends in so many days. */
const ends = (tenant: Tenant, days: number) =>
  query(
    `UPDATE "Token" SET "createdAt" = now() - interval '1 year', "lastUsedAt" = now() - interval '1 hour',
       "expiresAt" = now() + make_interval(secs => $2) WHERE "id" = $1`,
    [tenant.token.tokenId, days * 86_400],
  );

test("an admin names who is told, and a test e-mail says what the server answers for each", async ({
  page,
  tenant,
  signIn,
}) => {
  const admin = await signIn(tenant, "admin");
  const { slug } = tenant.organization;
  await open(page, tenant);
  await expect(page.getByText(admin.email).last()).toBeVisible();
  const addresses = page.getByLabel(words.recipients);
  await addresses.fill(`it@${slug}.example\nnobody`);
  await page.getByRole("button", { name: en.common.save }).click();
  await expect(page.getByText(en.validation.recipients)).toBeVisible();
  await expectAccessible(page);

  await addresses.fill(`IT@${slug}.example, gone@${slug}.example`);
  await page.getByRole("button", { name: en.common.save }).click();
  await expect(page.getByText(words.saved)).toBeVisible();
  await expect(addresses).toHaveValue(`gone@${slug}.example\nit@${slug}.example`);

  await page.getByRole("button", { name: words.test }).click();
  const results = page.getByRole("list", { name: words.testResults }).getByRole("listitem");
  await expect(results).toHaveText([
    /does not take mail for this address\..*550 5\.1\.1 No such user here/,
    /accepted/,
  ]);
  expect((await mailsFor(`it@${slug}.example`)).map(({ subject }) => subject)).toEqual([en.mail.test.subject]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("an auditor sees who is told and is offered nothing to change", async ({ page, tenant, signIn }) => {
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(page.getByLabel(words.recipients)).toHaveAttribute("readonly", "");
  await expect(page.getByRole("button", { name: en.common.save })).toBeHidden();
  await expect(page.getByRole("button", { name: words.test })).toBeHidden();
});

test("a token's end is seen on both pages, mailed once, and the mail leads to the rotation", async ({
  page,
  tenant,
  signIn,
}) => {
  const owner = await signIn(tenant);
  const { organization, directory, token } = tenant;
  await ends(tenant, 20);
  const banner = page.getByRole("region", { name: en.ending.label });
  await page.goto(routes.organization(organization.slug));
  await expect(banner).toContainText(`${directory.name}: The token “${token.name}” ends in 20 days`);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page
    .getByRole("link", { name: say(en.ending.rotateNamed, { name: token.name, directory: directory.name }) })
    .click();
  await expect(page.getByRole("dialog", { name: say(en.rotation.title, { name: token.name }) })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(routes.directory(organization.slug, directory.slug));

  await ends(tenant, 6);
  await page.reload();
  await expect(banner).toContainText("in 6 days");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // The server looks every ten minutes; the test asks for it now.
  await remindOfEnds();
  await remindOfEnds();
  // Who runs beside this test may have told of the 20 days.
  const subject = new RegExp(`^${directory.name}: “${token.name}” ends on .* \\(6 days\\)$`);
  const subjects = async () => (await mailsFor(owner.email)).map((mail) => mail.subject);
  await expect.poll(subjects, { timeout: 60_000 }).toContainEqual(expect.stringMatching(subject));
  const mails = (await mailsFor(owner.email)).filter((mail) => subject.test(mail.subject ?? ""));
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  await open(page, tenant);
  await expect(page.getByRole("listitem").filter({ hasText: words.kind.expiring }).first()).toContainText(owner.email);
  await expectAccessible(page);

  const [link = ""] = /\/o\/\S+\?rotate=\S+/.exec(mail?.text ?? "") ?? [];
  await page.goto(link);
  const dialog = page.getByRole("dialog", { name: say(en.rotation.title, { name: token.name }) });
  await dialog.getByRole("button", { name: en.tokens.create }).click();
  const shown = page.getByRole("dialog", { name: en.tokens.shownTitle });
  await shown.getByRole("checkbox").check();
  await shown.getByRole("button", { name: en.common.done }).click();
  await expect(banner).toBeHidden();
});

test("a mail itself reads in light and dark, on a phone too", async ({ page, tenant, signIn }) => {
  const owner = await signIn(tenant);
  await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Second" });
  // Both at once: the server, or who runs beside this test, may remind of everybody's ends at any moment.
  await query(
    `WITH "token" AS (
       UPDATE "Token" SET "createdAt" = now() - interval '1 year', "lastUsedAt" = now() - interval '1 hour',
         "expiresAt" = now() + interval '22 hours'
       WHERE "directoryId" = $1
     )
     UPDATE "OAuthSecret" SET "createdAt" = now() - interval '1 year', "expiresAt" = now() + interval '20 hours'
     WHERE "directoryId" = $1`,
    [tenant.directory.id],
  );
  await remindOfEnds();
  await expect.poll(async () => (await mailsFor(owner.email)).length, { timeout: 60_000 }).toBe(1);
  const [mail] = await mailsFor(owner.email);
  await page.setContent(mail?.html ?? "");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Second", tenant.token.name]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
