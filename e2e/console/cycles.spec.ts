/**
 * Cycles in the browser: how far an initial one has come, and that a page which keeps itself fresh asks one thing at a time,
 * and nothing of a server that is away.
 */
import { routes } from "@/lib/routes";
import type { Request } from "@playwright/test";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { en } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

test("an admin says how many are assigned: the first initial cycle has a percentage and an end, and an auditor only sees it", async ({
  page,
  tenant,
  signIn,
}) => {
  const { organization, directory } = tenant;
  const path = routes.cycles(organization.slug, directory.slug);
  await signIn(tenant);
  for (let person = 0; person < 12; person += 1) {
    await tenant.scim.post("/Users", { userName: `person${person}@contoso.com` });
  }
  const bar = page.getByRole("progressbar", { name: en.cycles.progress });
  await expect
    .poll(async () => (await page.goto(path)) && (await page.getByText("12 people", { exact: true }).count()), {
      // Surveys wait, a minute at most, for statements that others have in progress.
      timeout: 150_000,
    })
    .toBeGreaterThan(0);
  await expect(bar).toHaveAttribute("aria-valuetext", en.cycles.phase.users);
  await expectAccessible(page);

  await page.getByRole("button", { name: en.cycles.assigned.say }).click();
  const form = page.getByRole("dialog");
  await expectAccessible(page);
  await form.getByRole("spinbutton", { name: en.cycles.assigned.users }).fill("0");
  await form.getByRole("button", { name: en.common.save }).click();
  await expect(form.getByText(en.validation.assigned)).toBeVisible();
  await form.getByRole("spinbutton", { name: en.cycles.assigned.users }).fill("24");
  await form.getByRole("button", { name: en.common.save }).click();
  await expect(page.getByText(en.cycles.assigned.saved)).toBeVisible();
  await expect(bar).toHaveAttribute("aria-valuenow", "45");
  const said = await query(`SELECT "assignedUsers", "assignedGroups" FROM "Directory" WHERE "id" = $1`, [directory.id]);
  expect(said).toEqual([{ assignedUsers: 24, assignedGroups: null }]);

  await query(`UPDATE "Directory" SET "assignedUsers" = 5 WHERE "id" = $1`, [directory.id]);
  await page.goto(path);
  await expect(page.getByText("More than the 5 people that were said to be assigned have come")).toBeVisible();
  await expect(bar).not.toHaveAttribute("aria-valuenow", /./);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await signIn(tenant, "auditor");
  await page.goto(path);
  await expect(bar).toBeVisible();
  await expect(page.getByRole("button", { name: en.cycles.assigned.correct })).toBeHidden();
});

/** Whether a page is read again, and not only looked into because there is a link to it. */
function isRead(request: Request): boolean {
  const headers = request.headers();
  return headers["rsc"] !== undefined && headers["next-router-prefetch"] === undefined;
}

test("a page that keeps itself fresh waits for a slow server, and asks nothing while nobody looks", async ({
  page,
  tenant,
  signIn,
}) => {
  const { organization, directory } = tenant;
  const path = routes.health(organization.slug, directory.slug);
  await signIn(tenant);
  let asked = 0;
  let answer = () => {};
  let held = Promise.resolve();
  const hold = () => (held = new Promise<void>((resolve) => (answer = resolve)));
  await page.clock.install();
  await page.goto(path, { waitUntil: "networkidle" });
  await page.route(`**${path}*`, async (route) => {
    if (!isRead(route.request())) return route.continue();
    asked += 1;
    await held;
    return route.continue();
  });
  const afterAWhile = async () => {
    await page.clock.fastForward(16_000);
    return asked;
  };
  const look = (state: "hidden" | "visible") =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  hold();
  await expect.poll(afterAWhile).toBe(1);
  for (let more = 0; more < 5; more += 1) expect(await afterAWhile()).toBe(1);
  const first = answer;
  hold();
  first();
  await expect.poll(afterAWhile).toBe(2);

  // It is asked for and not come yet as nobody looks any more: nothing else can be on its way.
  await look("hidden");
  const come = page.waitForResponse((response) => isRead(response.request()));
  answer();
  await come;
  for (let more = 0; more < 5; more += 1) expect(await afterAWhile()).toBe(2);
  // Back again, the page is read at once, unless what was asked before is still on its way.
  const comeBack = async () => {
    await look("hidden");
    await look("visible");
    return asked;
  };
  await expect.poll(comeBack).toBeGreaterThan(2);
});

test("a page that keeps itself fresh stays while nobody answers, and goes on when somebody does", async ({
  page,
  context,
  tenant,
  signIn,
}) => {
  const path = routes.health(tenant.organization.slug, tenant.directory.slug);
  await signIn(tenant);
  await page.goto(path, { waitUntil: "networkidle" });
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await context.setOffline(true);
  const refused = page.waitForEvent("requestfailed", (request) => request.url().endsWith(routes.alive()));
  await comeBack();
  await refused;
  await expect(page.getByRole("heading", { level: 1, name: en.findings.title })).toBeVisible();
  await context.setOffline(false);
  const read = page.waitForResponse((response) => isRead(response.request()));
  await comeBack();
  expect((await read).status()).toBe(200);
});
