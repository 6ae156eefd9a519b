/** The page Domains: from a refused userName to the person who comes in, and what its owner decides there. */
import { addDomain, listDomains } from "@/lib/console/domains";
import { routes } from "@/lib/routes";
import type { Page } from "@playwright/test";
import { query } from "../database";
import { publishTxt, withdrawTxt } from "../dns";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { userBody } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { acceptVerifiedOnly, domainItem, refusedDomains } from "./domain-steps";
import { copyPart, lookAgainUntil, soon } from "./steps";

const t = en.domains;
const iPass = { application: "ipass-smartconnect" } as const;
const open = (page: Page, { organization }: Tenant) => page.goto(routes.domains(organization.slug));
const create = ({ scim }: Tenant, userName: string) =>
  scim.post("/Users", userBody(userName.replace(/@.*/, ""), { userName, displayName: "Ana Pérez" }));
test("a refused userName becomes a suggestion, its domain is registered and proved by DNS, and the retry comes in", async ({
  page,
  context,
  makeTenant,
  signIn,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: baseURL });
  const tenant = await makeTenant(iPass);
  const { organization, directory } = tenant;
  await signIn(tenant);
  const domain = `fabrikam-${organization.slug}.example`;
  const row = domainItem(page, domain);

  await test.step("only verified domains shall do", async () => {
    await open(page, tenant);
    await expect(page.getByRole("heading", { name: t.emptyTitle })).toBeVisible();
    await acceptVerifiedOnly(page, directory.name);
    await expect(page.getByText(t.policy.verifiedText)).toBeVisible();
  });

  await test.step("Entra brings two people of an unknown domain", async () => {
    for (const name of ["ana", "bo", "ana"]) expect((await create(tenant, `${name}@${domain}`)).status).toBe(400);
  });

  await test.step("the page says who was refused, and offers the domain", async () => {
    await page.reload();
    await expect(refusedDomains(page).getByRole("heading")).toHaveText(
      `${domain} was refused for 2 people by ${directory.name}`,
    );
    await refusedDomains(page).getByRole("button", { name: t.refused.show }).click();
    const people = page.getByRole("list", { name: say(t.refused.people, { domain }) });
    await expect(people.getByRole("listitem")).toHaveCount(2);
    await expect(people.getByRole("listitem").filter({ hasText: `ana@${domain}` })).toContainText("refused 2 times");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("it is registered, and its record is shown", async () => {
    await refusedDomains(page)
      .getByRole("button", { name: say(t.refused.registerNamed, { domain }) })
      .click();
    await expect(row.getByText(t.stateName.pending)).toBeVisible();
    await expect(refusedDomains(page)).toContainText(`As soon as ${domain} is verified`);
    expect((await create(tenant, `ana@${domain}`)).status).toBe(400);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the wrong record is shown as what it is, the right one verifies", async () => {
    const name = await copyPart(row, page, t.recordName);
    const value = await copyPart(row, page, t.recordValue);
    expect(name).toBe(`_muster.${domain}`);
    const checkNow = row.getByRole("button", { name: say(t.checkNowNamed, { name: domain }) });
    await publishTxt(name, "muster-verify=something-else");
    await expect(async () => {
      await checkNow.click();
      await expect(row).toContainText("muster-verify=something-else", { timeout: 2_000 });
    }).toPass();
    await publishTxt(name, value);
    await expect(async () => {
      // The page may have seen it by itself, and then there is nothing to press.
      if (await checkNow.isVisible()) await checkNow.click({ timeout: 2_000 });
      await expect(row.getByText(t.stateName.verified, { exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(row.getByText(t.seen.found)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the next retry lets them in, and the suggestion closes by itself", async () => {
    await expect(refusedDomains(page).getByRole("heading")).toContainText("2 people are still to come");
    await expect.poll(async () => (await create(tenant, `ana@${domain}`)).status).toBe(201);
    await lookAgainUntil(page, () =>
      expect(refusedDomains(page).getByRole("heading")).toContainText("1 person is still to come", soon),
    );
    expect((await create(tenant, `bo@${domain}`)).status).toBe(201);
    await lookAgainUntil(page, () => expect(refusedDomains(page)).toBeHidden(soon));
    await expect(row.getByRole("link", { name: `2 in ${directory.name}` })).toBeVisible();
  });

  await test.step("removing it says whom that concerns, and does it", async () => {
    await row.getByRole("button", { name: t.remove }).click();
    const question = page.getByRole("alertdialog", { name: say(t.removeTitle, { name: domain }) });
    await expect(question).toContainText("2 active users have a userName in it");
    await expect(question).toContainText(`${directory.name} will refuse new people in ${domain}`);
    await expectAccessible(page);
    await question.getByRole("button", { name: en.common.cancel }).click();
    await expect(row).toBeVisible();
    await row.getByRole("button", { name: t.remove }).click();
    await question.getByRole("button", { name: t.removeConfirm }).click();
    await expect(row).toBeHidden();
    await expect.poll(async () => (await create(tenant, `chen@${domain}`)).status).toBe(400);
  });
});

test("a domain is registered by hand, with its subdomains, by keyboard alone", async ({ page, makeTenant, signIn }) => {
  const tenant = await makeTenant(iPass);
  await signIn(tenant);
  await open(page, tenant);
  const name = `${tenant.organization.slug}.example`;
  await page.getByRole("button", { name: t.add }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: t.addTitle });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel(t.name, { exact: true }).focus();
  await page.keyboard.type("gmail.com");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(en.validation.freeMail)).toBeVisible();
  await dialog.getByLabel(t.name, { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`EU.${name}`);
  await dialog.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: t.submit, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(domainItem(page, `eu.${name}`)).toContainText(t.covers);
  await expect.poll(async () => (await create(tenant, `ana@a.eu.${name}`)).status).toBe(201);
});

test("a record that is gone is said, at first as a warning, then as a failure", async ({ page, tenant, signIn }) => {
  await signIn(tenant);
  const { id, name, record } = await addDomain(tenant.scope, { name: `${tenant.organization.slug}.example` });
  await withdrawTxt(record.name);
  const set = (state: string, misses: number) =>
    query(
      `UPDATE "Domain" SET "state" = $2::"DomainState", "misses" = $3, "nextCheckAt" = now() + interval '1 day' WHERE "id" = $1`,
      [id, state, misses],
    );
  for (const [state, misses, shown] of [
    ["verified", 2, t.stateName.missing],
    ["failing", 4, t.stateName.failing],
  ] as const) {
    await set(state, misses);
    await open(page, tenant);
    await expect(domainItem(page, name).getByText(shown)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("a stricter policy says first whom it would not let in again, and cancelling leaves it", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant);
  expect((await create(tenant, "ana@fabrikam.example")).status).toBe(201);
  await open(page, tenant);
  const choose = async () => {
    await page.getByRole("combobox", { name: say(t.policy.label, { directory: tenant.directory.name }) }).click();
    await page.getByRole("option", { name: t.policy.registered }).click();
  };
  await choose();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText(`1 person is in ${tenant.directory.name}`);
  await expectAccessible(page);
  await question.getByRole("button", { name: en.common.cancel }).click();
  expect((await create(tenant, "bo@fabrikam.example")).status).toBe(201);
  await choose();
  await question.getByRole("button", { name: t.policy.stricterConfirm }).click();
  await expect(page.getByText(t.policy.registeredText)).toBeVisible();
  await expect.poll(async () => (await create(tenant, `${crypto.randomUUID()}@fabrikam.example`)).status).toBe(400);
});

test("an auditor sees everything and can change nothing", async ({ page, makeTenant, signIn }) => {
  const tenant = await makeTenant(iPass);
  await create(tenant, "ana@fabrikam.example");
  await addDomain(tenant.scope, { name: `${tenant.organization.slug}.example` });
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(page.getByText(t.policy.registeredText)).toBeVisible();
  await expect(refusedDomains(page).getByRole("button", { name: t.refused.show })).toBeVisible();
  const main = page.getByRole("main");
  for (const name of [t.add, /^Register/, /^Check now/, t.remove]) {
    await expect(main.getByRole("button", { name })).toHaveCount(0);
  }
  await expect(main.getByRole("combobox")).toHaveCount(0);
  await expect(main.getByRole("switch")).toBeDisabled();
  await expectAccessible(page);
});

test("another organization's pending claim is nowhere to be seen", async ({ page, makeTenant, signIn }) => {
  const [mine, theirs] = [await makeTenant(iPass), await makeTenant()];
  const name = `${mine.organization.slug}.example`;
  await addDomain(theirs.scope, { name });
  await signIn(mine);
  await open(page, mine);
  await page.getByRole("button", { name: t.add }).first().click();
  await page.getByRole("dialog").getByLabel(t.name, { exact: true }).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: t.submit, exact: true }).click();
  await expect(domainItem(page, name).getByText(t.stateName.pending)).toBeVisible();
  expect(await listDomains(mine.scope)).toMatchObject([{ state: "pending", taken: false }]);
});
