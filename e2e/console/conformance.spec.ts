/** The page Conformance: a run in the browser, followed to green, its cases and its report; and who may not. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { cancelTrialRun, startTrialRun } from "@/lib/console/trial-runs";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { en } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const t = en.conformance;
const place = ({ organization, directory }: Tenant) => [organization.slug, directory.slug] as const;
const open = (page: Page, tenant: Tenant) => page.goto(routes.conformance(...place(tenant)));
const startRun = (tenant: Tenant) =>
  startTrialRun(tenant.scope, { directoryId: tenant.directory.id, kind: "conformance" });

/** A run that is over at once, so that it takes nobody's place. */
async function aRun(tenant: Tenant): Promise<string> {
  const runId = await startRun(tenant);
  await cancelTrialRun(tenant.scope, { directoryId: tenant.directory.id, runId });
  return runId;
}

test("an admin runs it, follows it to green, looks into a case and takes the report away", async ({
  page,
  tenant,
  signIn,
}) => {
  test.setTimeout(600_000);
  await signIn(tenant, "admin");
  await open(page, tenant);

  await test.step("the page says what it is before it ever ran", async () => {
    await expect(page.getByRole("heading", { name: t.emptyTitle })).toBeVisible();
  });

  await test.step("progress is seen without a reload", async () => {
    await page.getByRole("button", { name: t.run }).click();
    const progress = page.getByRole("progressbar", { name: t.running });
    await expect(progress).toHaveAttribute("aria-valuetext", /\d+ of 3\d\d$/, { timeout: 120_000 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await expect(page.getByRole("button", { name: t.run })).toBeHidden();
  });

  await test.step("and the report appears by itself", async () => {
    await expect(page.getByRole("heading", { name: /^All 3\d\d cases passed$/ })).toBeVisible({ timeout: 300_000 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("a case tells what was asked and answered, and never the token", async () => {
    await page.getByText(t.groupTitle.entra).click();
    const given = page.getByRole("listitem").filter({ has: page.getByText("C-01", { exact: true }) });
    await given.getByText("C-01", { exact: true }).click();
    await expect(given.getByText(t.exchanges)).toBeVisible();
    await given.locator("details summary").filter({ hasText: "POST /scim/v2/Users" }).click();
    await expect(given.getByRole("region", { name: t.request })).toContainText("authorization: Bearer ••••");
    await expect(given.getByRole("region", { name: t.response })).toContainText("userName");
    await expect(page.getByText(/mus_\w{12}_/)).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("of what failed there is nothing", async () => {
    await page.getByRole("navigation", { name: t.filter }).getByRole("link", { name: t.showFailed }).click();
    await expect(page.getByRole("heading", { name: t.noFailedTitle })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the report can be taken away, as a page and as data", async () => {
    const take = async (name: string) => {
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name, exact: true }).click();
      const download = await downloading;
      return { file: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
    };
    const html = await take(t.downloadHtml);
    expect(html.file).toBe("conformance-generic-report.html");
    expect(html.text).toContain("SCIM 2.0 conformance");
    const json = await take(t.downloadJson);
    expect(JSON.parse(json.text)).toMatchObject({ failed: 0, score: 100, leftovers: [] });
    expect(html.text + json.text).not.toMatch(/mus_\w{12}_/);
  });

  await test.step("nothing of it is left in the directory or its log", async () => {
    const rows = async (table: string) =>
      (await query(`SELECT 1 FROM "${table}" WHERE "organizationId" = $1`, [tenant.organization.id])).length;
    // The copy goes once its report is there; a minute later its log is looked through once more for late rows.
    const gone = { timeout: 150_000 };
    await expect.poll(() => rows("Directory"), gone).toBe(1);
    for (const table of ["User", "Group", "ProvisioningEvent", "GuideMark"]) {
      await expect.poll(() => rows(table), { ...gone, message: table }).toBe(0);
    }
  });
});

test("a run is cancelled, and the page says so", async ({ page, tenant, signIn }) => {
  await startRun(tenant);
  await signIn(tenant);
  await open(page, tenant);
  await page.getByRole("button", { name: en.trial.cancel }).click();
  await expect(page.getByRole("heading", { name: t.trouble.cancelledTitle })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: t.runAgain })).toBeVisible();
});

test("a run whose server died is told as that, and one that failed says why", async ({ page, tenant, signIn }) => {
  const insert = (id: string, rest: string) =>
    query(
      `INSERT INTO "TrialRun" ("directoryId", "organizationId", "id", "kind", "input", "startedAt", "startedBy", "state", "problem", "detail", "endedAt")
       VALUES ($1, $2, $3, 'conformance', '{}', now(), 'lena@contoso.example', ${rest})`,
      [tenant.directory.id, tenant.organization.id, id],
    );
  await insert("01980000-0000-7000-8000-000000000001", "'lost', NULL, NULL, now()");
  await signIn(tenant);
  await open(page, tenant);
  await expect(page.getByRole("heading", { name: t.trouble.lostTitle })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await insert("01980000-0000-7000-8000-000000000002", "'failed', 'unreachable', 'connect ECONNREFUSED', now()");
  await page.reload();
  await expect(page.getByText(t.trouble.problem.unreachable)).toBeVisible();
  await expect(page.getByText("connect ECONNREFUSED")).toBeVisible();
  await expectAccessible(page);
});

test("an auditor reads and cannot start; another organization's run, report and sandbox are 404", async ({
  page,
  tenant,
  makeTenant,
  signIn,
}) => {
  const other = await makeTenant();
  const runId = await aRun(other);
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(page.getByRole("heading", { name: t.emptyTitle })).toBeVisible();
  await expect(page.getByRole("button", { name: t.run })).toBeHidden();
  const [org, dir] = place(tenant);
  const [otherOrg, otherDir] = place(other);
  for (const url of [
    routes.conformance(otherOrg, otherDir),
    routes.conformanceReport(otherOrg, otherDir, runId, "report.html"),
    routes.conformanceReport(org, dir, runId, "report.json"),
    `${routes.conformance(org, dir)}/${runId}/report.exe`,
    routes.directory(org, `~${runId}`),
  ]) {
    expect((await page.request.get(url)).status(), url).toBe(404);
  }
});

test("a report is nobody's who is not signed in", async ({ request, tenant }) => {
  const runId = await aRun(tenant);
  const url = routes.conformanceReport(...place(tenant), runId, "report.html");
  const answer = await request.get(url, { maxRedirects: 0 });
  expect(answer.status()).toBe(307);
  expect(answer.headers().location).toContain("/sign-in");
});
