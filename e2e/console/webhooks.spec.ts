/** What a directory tells of failures, the webhooks that are told, and what could not be delivered. */
import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { uuidv7 } from "uuidv7";
import { tellOfFindings } from "@/lib/alerts/finding-alert";
import { uuidFloor } from "@/lib/db/uuid-time";
import { routes } from "@/lib/routes";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { mailsFor } from "../mailbox";
import { en, say } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const t = en.webhooks;
const words = en.notifications;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.notifications(organization.slug, directory.slug));
const card = (page: Page) => page.getByRole("region", { name: t.title });
const choose = async (page: Page, url: string, what: string) => {
  await page.getByRole("button", { name: say(t.moreNamed, { url }) }).click();
  await page.getByRole("menuitem", { name: what }).click();
};

/** Stores the secret that is shown, and closes its dialog. @returns it */
async function takeSecret(page: Page): Promise<string> {
  const shown = page.getByRole("dialog", { name: t.shownTitle });
  const secret = await shown.getByLabel(t.secret, { exact: true }).inputValue();
  await expectAccessible(page);
  await shown.getByRole("checkbox").check();
  await shown.getByRole("button", { name: en.common.done }).click();
  return secret;
}

test("a webhook is added with a secret that is shown once, tested, rotated, switched off and removed", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant, "admin");
  const receiver = await startWebhookReceiver();
  const { url } = receiver;
  await open(page, tenant);
  await card(page).getByRole("button", { name: t.add }).click();
  const dialog = page.getByRole("dialog", { name: t.newTitle });
  await dialog.getByLabel(t.url).fill("hooks.example.com");
  for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
  await dialog.getByRole("button", { name: t.create }).click();
  await expect(dialog.getByText(en.validation.webhookUrl)).toBeVisible();
  await expect(dialog.getByText(en.validation.webhookEvents)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(t.url).fill(url);
  await dialog.getByRole("checkbox", { name: t.event.opened }).check();
  await dialog.getByRole("button", { name: t.create }).click();
  const first = await takeSecret(page);
  await expect(card(page).getByRole("listitem")).toContainText(url);
  await expect(page.getByText(first)).toBeHidden();

  const testNamed = say(t.testNamed, { url });
  await card(page).getByRole("button", { name: testNamed }).click();
  await expect(card(page).getByRole("status")).toHaveText(`${t.accepted} 204 No Content`);
  const [event] = receiver.received;
  expect(new Webhook(first).verify(event?.body ?? "", { ...event?.headers })).toMatchObject({ type: "test" });

  await choose(page, url, t.rotate);
  await page.getByRole("dialog", { name: t.rotateTitle }).getByRole("button", { name: t.rotateConfirm }).click();
  const second = await takeSecret(page);
  expect(second).not.toBe(first);
  await card(page).getByRole("button", { name: testNamed }).click();
  await expect.poll(() => receiver.received.length).toBe(2);
  const both = receiver.received[1];
  for (const secret of [first, second]) new Webhook(secret).verify(both?.body ?? "", { ...both?.headers });

  await card(page)
    .getByRole("switch", { name: say(t.onNamed, { url }) })
    .click();
  await expect(page.getByText(t.turnedOff)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await choose(page, url, t.remove);
  await page.getByRole("alertdialog").getByRole("button", { name: t.remove }).click();
  await expect(card(page).getByRole("listitem")).toHaveCount(0);
  await receiver.stop();
});

test("a failure reaches the administrator's mailbox, and what a webhook refused is sent again from the page", async ({
  page,
  tenant,
  signIn,
}) => {
  const owner = await signIn(tenant);
  const { directory } = tenant;
  let status = 410;
  const receiver = await startWebhookReceiver({ answer: () => ({ status, body: "this hook has moved" }) });
  const { url } = receiver;
  await open(page, tenant);
  await card(page).getByRole("button", { name: t.add }).click();
  const dialog = page.getByRole("dialog", { name: t.newTitle });
  await dialog.getByLabel(t.url).fill(url);
  await dialog.getByRole("button", { name: t.create }).click();
  await takeSecret(page);

  const people = ["Ana Pérez", "Bo Ek", "Chen Li", "Dana Ito", "Eve Roy", "Fay Ode", "Gus Lam"];
  const facts = { code: "MUSTER-D01", objects: 7, users: 7, groups: 0, names: people.slice(0, 5) };
  // As a survey writes it, ten minutes ago; its id tells when. Under the lock of surveys: one that had read before who fails
  // would clear the finding.
  const found = () =>
    query(
      `WITH "surveyed" AS MATERIALIZED (SELECT "directoryId", "organizationId" FROM "DirectoryHealth"
         WHERE "directoryId" = $1::uuid FOR UPDATE),
       "failing" AS (
         INSERT INTO "FailingObject" ("directoryId", "organizationId", "key", "resourceType", "name", "code", "httpStatus",
           "eventId", "firstAt", "lastAt", "failures", "cycles")
         SELECT s."directoryId", s."organizationId", 'User:' || n, 'User', n, 'MUSTER-D01', 400, gen_random_uuid(),
           now() - interval '10 minutes', now(), 1, 1
         FROM "surveyed" s, unnest($3::text[]) n)
       INSERT INTO "Finding" ("directoryId", "id", "organizationId", "kind", "key", "severity", "since", "lastSeenAt", "facts")
       SELECT s."directoryId", $2::uuid, s."organizationId", 'failing', 'MUSTER-D01', 'warning',
         now() - interval '10 minutes', now(), $4::jsonb
       FROM "surveyed" s RETURNING "id"`,
      [directory.id, uuidFloor(new Date(Date.now() - 600_000)), people, JSON.stringify(facts)],
    );
  await expect.poll(async () => (await found()).length).toBe(1);
  // The server looks twice a minute; the test asks for it now, unless the server is at it.
  await tellOfFindings();
  // That its webhook was switched off is another mail.
  const subject = `${directory.name}: 7 people refused: ${en.codes["MUSTER-D01"].title}`;
  const failures = async () => (await mailsFor(owner.email)).filter((one) => one.subject === subject);
  await expect.poll(async () => (await failures()).length, { timeout: 90_000 }).toBe(1);
  const [mail] = await failures();

  const deliveries = page.getByRole("region", { name: words.deliveriesTitle });
  await deliveries.getByRole("link", { name: words.filter.failed }).click();
  await expect(page).toHaveURL(/\?state=failed/);
  await expect(async () => {
    await page.reload();
    await expect(deliveries.getByRole("listitem")).toContainText("410 Gone: this hook has moved", { timeout: 500 });
    await expect(card(page)).toContainText("410", { timeout: 500 });
    await expect(card(page)).toContainText(/1 event waits/, { timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  status = 204;
  await page.setViewportSize({ width: 1440, height: 900 });
  await card(page)
    .getByRole("switch", { name: say(t.onNamed, { url }) })
    .click();
  await expect(page.getByText(/^Events are sent again\. 1 /)).toBeVisible();
  await expect(deliveries.getByText(words.deliveriesNone)).toBeVisible();
  await expect.poll(() => receiver.received.length).toBe(2);
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids[1]).toBe(ids[0]);
  await receiver.stop();

  await page.setContent(mail?.html ?? "");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("whether an e-mail is sent when a failure occurs, and what counts as one, is saved as it is chosen", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant, "admin");
  await open(page, tenant);
  const mail = page.getByRole("switch", { name: words.failures.mail });
  await expect(mail).toBeChecked();
  await mail.click();
  await expect(mail).not.toBeChecked();
  const throttled = page.getByRole("checkbox", { name: words.failures.kind.throttled });
  await expect(throttled).not.toBeChecked();
  await throttled.click();
  await expect(throttled).toBeChecked();
  await page.reload();
  await expect(mail).not.toBeChecked();
  await expect(throttled).toBeChecked();
});

test("an auditor sees webhooks and settings, and is offered nothing to change", async ({ page, tenant, signIn }) => {
  await signIn(tenant, "auditor");
  await query(
    `INSERT INTO "WebhookEndpoint" ("directoryId", "id", "organizationId", "url", "events", "secret", "createdBy")
     VALUES ($1, $2, $3, 'https://hooks.example.com/muster', '{finding.opened}', '\\x00', 'lena@contoso.example')`,
    [tenant.directory.id, uuidv7(), tenant.organization.id],
  );
  await open(page, tenant);
  await expect(card(page).getByRole("listitem")).toContainText("https://hooks.example.com/muster");
  await expect(card(page).getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("switch", { name: words.failures.mail })).toBeDisabled();
  await expectAccessible(page);
});
