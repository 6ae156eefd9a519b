/** The page Rehearse: what the first cycle would do, before anything is connected. */
import { routes } from "@/lib/routes";
import type { Page } from "@playwright/test";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const t = en.rehearsal;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.rehearse(organization.slug, directory.slug));
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const report = (page: Page) => page.getByRole("heading", { name: t.reportTitle });
/** Runs wait for their turn, and share the server's one thread with whoever else is served. */
const over = { timeout: 120_000 } as const;
const count = (page: Page, label: string) =>
  page.locator("dl div").filter({ has: page.getByText(label, { exact: true }) });

/** Gives a file of people to the form and sends it. */
async function rehearseWith(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole("radio", { name: t.own }).click();
  await page
    .getByLabel(t.file, { exact: true })
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(page.getByLabel(t.paste)).not.toHaveValue("");
  await page.getByRole("button", { name: /^Rehearse/ }).click();
}

test("an unregistered domain is refused with its remedy; registered, its people would come, and nothing was changed", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const tenant = await makeTenant({ application: "ipass-smartconnect" });
  const { organization, directory } = tenant;
  const domain = `fabrikam-${organization.slug}.example`;
  const people = `userPrincipalName,displayName,surname,accountEnabled\nana@${domain},Ana Pérez,Pérez,True\nbo@${domain},Bo Berg,Berg,False\n`;
  await signIn(tenant);

  await test.step("the setup guide offers it", async () => {
    await page.goto(routes.setupGuide(organization.slug, directory.slug));
    await region(page, t.card.title).getByRole("link", { name: t.card.open }).click();
    await expect(page.getByRole("heading", { level: 1, name: t.title })).toBeVisible();
    await expect(page.getByText(/Nothing here changes/)).toBeVisible();
  });

  await test.step("the report says who is refused, why, and where that is mended", async () => {
    await rehearseWith(page, "people.csv", people);
    await expect(report(page)).toBeVisible(over);
    const refused = region(page, t.refusedTitle);
    await expect(refused).toContainText(en.codes["MUSTER-D01"].title);
    await expect(refused).toContainText(`ana@${domain}`);
    await expect(refused).toContainText(`Register ${domain} under Domains`);
    await expect(region(page, say(t.skippedTitle, { provider: "Entra ID" }))).toContainText("1 person is disabled");
    await expect(count(page, t.counts.created)).toContainText("0");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the domain is registered", async () => {
    await page.getByRole("link", { name: t.openDomains }).click();
    await page.getByRole("button", { name: en.domains.add }).first().click();
    const dialog = page.getByRole("dialog", { name: en.domains.addTitle });
    await dialog.getByLabel(en.domains.name, { exact: true }).fill(domain);
    await dialog.getByRole("button", { name: en.domains.submit, exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step("rehearsed again, the person would be created, as the application will hold her", async () => {
    await open(page, tenant);
    await rehearseWith(page, "people.csv", people);
    await expect(count(page, t.counts.created)).toContainText("1", over);
    await expect(page.getByText(t.good)).toBeVisible();
    const held = region(page, say(t.exampleTitle, { application: "iPass SmartConnect", name: "Ana Pérez" }));
    await expect(held).toContainText(`ana@${domain}`);
    await expect(region(page, t.formerTitle).getByRole("listitem")).toHaveCount(2);
  });

  await test.step("the guide is told, and the directory has nobody", async () => {
    await page.goto(routes.setupGuide(organization.slug, directory.slug));
    await expect(region(page, t.card.done)).toContainText("1 person would be created");
    expect((await tenant.scim.get("/Users?count=0")).body).toMatchObject({ totalResults: 0 });
    await page.getByRole("link", { name: t.card.see }).click();
    await region(page, t.formerTitle).getByRole("link").last().click();
    await expect(region(page, t.refusedTitle)).toContainText(`ana@${domain}`);
  });
});

test("a made-up company, by keyboard alone; its report can be taken along", async ({ page, tenant, signIn }) => {
  await signIn(tenant);
  await open(page, tenant);
  await page.getByRole("combobox", { name: t.companySize }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "25 people" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: t.start, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(report(page)).toBeVisible(over);
  await expect(region(page, t.refusedTitle)).toContainText(t.entraCode.duplicate.todo.slice(-40));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: t.downloadCsvNamed }).click(),
  ]);
  expect(csv.suggestedFilename()).toBe("generic-rehearsal.csv");
  const lines = (await page.request.get(csv.url()).then((answer) => answer.text())).trim().split("\r\n");
  expect(lines).toHaveLength(1 + 25 + 9);
  expect(lines[0]).toContain("Kind,Name,userPrincipalName,Outcome,Reason,Detail");
  const json: unknown = await page.request
    .get(csv.url().replace("people.csv", "report.json"))
    .then((answer) => answer.json());
  expect(json).toMatchObject({ source: { kind: "company", people: 25 }, stopped: null });
});

test("a list that is wrong is told line by line, and can be corrected where it is", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant);
  await open(page, tenant);
  await rehearseWith(page, "people.csv", "userPrincipalName,accountEnabled\nana@contoso.com,perhaps\nbo,True\n");
  const faults = page.getByRole("alert").filter({ hasText: "2 things are wrong" });
  await expect(faults).toContainText("Line 2, accountEnabled");
  await expect(faults).toContainText("“perhaps” is neither true nor false");
  await expect(faults).toContainText("Line 3, userPrincipalName");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel(t.paste).fill("userPrincipalName\nana@contoso.com");
  await expect(faults).toBeHidden();
  await page.getByRole("button", { name: t.start, exact: true }).click();
  await expect(report(page)).toBeVisible(over);
});

test("too much is refused in words: more than 2 MB, more than 5,000 people, nothing at all", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant);
  await open(page, tenant);
  await page.getByRole("radio", { name: t.own }).click();
  await page.getByRole("button", { name: t.start, exact: true }).click();
  await expect(page.getByText(en.validation.required)).toBeVisible();
  const buffer = Buffer.alloc(2 * 1024 * 1024 + 1, "a");
  await page.getByLabel(t.file, { exact: true }).setInputFiles({ name: "large.csv", mimeType: "text/csv", buffer });
  await expect(page.getByText(en.validation.fileTooLarge)).toBeVisible();
  const crowd = Array.from({ length: 5_001 }, (_, index) => `person${index}@contoso.com,"${"x".repeat(300)}"`);
  await rehearseWith(page, "crowd.csv", ["userPrincipalName,department", ...crowd].join("\n"));
  await expect(page.getByRole("alert").filter({ hasText: "It has 5001 people" })).toBeVisible();
});

test("one that runs can be cancelled, and no other begins beside it", async ({ page, tenant, signIn }) => {
  await signIn(tenant);
  await open(page, tenant);
  await page.getByRole("combobox", { name: t.companySize }).click();
  await page.getByRole("option", { name: "500 people" }).click();
  await page.getByRole("button", { name: t.start, exact: true }).click();
  await expect(page.getByRole("progressbar", { name: t.progress })).toBeVisible();
  await expect(page.getByRole("button", { name: t.start, exact: true })).toBeDisabled();
  await page.getByRole("button", { name: t.cancel }).click();
  await expect(page.getByRole("heading", { name: t.stateTitle.cancelled })).toBeVisible(over);
  await expect(page.getByRole("button", { name: t.again })).toBeEnabled();
});

test("an auditor reads reports and can start none; a stranger's is 404", async ({ page, makeTenant, signIn }) => {
  const [tenant, stranger] = [await makeTenant(), await makeTenant()];
  await signIn(tenant);
  await open(page, tenant);
  await rehearseWith(page, "people.csv", "userPrincipalName\nana@contoso.com");
  await expect(report(page)).toBeVisible(over);
  const file = await page.getByRole("link", { name: t.downloadJsonNamed }).getAttribute("href");

  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(page.getByText(t.mayNotStart)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Rehearse/ })).toHaveCount(0);
  expect((await page.request.get(file ?? "")).status()).toBe(200);
  await expectAccessible(page);

  await signIn(stranger);
  expect((await page.request.get(file ?? "")).status()).toBe(404);
  const mixed = (file ?? "").replace(tenant.organization.slug, stranger.organization.slug);
  expect((await page.request.get(mixed)).status()).toBe(404);
});
