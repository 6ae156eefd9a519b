/** The settings of an organization: what may be changed, by whom, and what is refused. */
import type { Request } from "@playwright/test";
import { logDaysOf } from "@/lib/console/log-retention";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { en } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const t = en.settings;

test("an owner says how long the log is kept; what is no number of days from 7 to 400 is refused", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant, "owner");
  await page.goto(routes.settings(tenant.organization.slug));
  const form = page.locator("form").filter({ hasText: t.logDays });
  const days = form.getByLabel(t.logDays);
  const save = form.getByRole("button", { name: en.common.save });
  await expect(save).toBeDisabled();
  for (const text of ["6", "401", "30.5", "-30", ""]) {
    await days.fill(text);
    await days.press("Enter");
    await expect(form.getByText(en.validation.logDays), text).toBeVisible();
    await expect(days, text).toHaveAttribute("aria-invalid", "true");
    await days.fill("90");
    await expect(form.getByText(en.validation.logDays)).toBeHidden();
  }
  await days.fill("");
  await days.pressSequentially("e");
  await days.press("Enter");
  await expect(form.getByText(en.validation.logDays)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(await logDaysOf(tenant.scope)).toBe(90);
  await days.fill("30");
  await save.click();
  await expect(page.getByText("The log is now kept for 30 days.")).toBeVisible();
  expect(await logDaysOf(tenant.scope)).toBe(30);
  await expect(save).toBeDisabled();
  await page.goto(routes.logs(tenant.organization.slug, tenant.directory.slug));
  await page.goBack();
  await expect(days).toHaveValue("30");
});

for (const role of ["admin", "auditor"] as const) {
  test(`an ${role} reads how long the log is kept, and is refused once they are no owner any more`, async ({
    page,
    tenant,
    signIn,
  }) => {
    const { id } = await signIn(tenant, "owner");
    await page.goto(routes.settings(tenant.organization.slug), { waitUntil: "networkidle" });
    const form = page.locator("form").filter({ hasText: t.logDays });
    await form.getByLabel(t.logDays).fill("30");
    // The page must not learn of it by itself before the form is sent.
    const asksAgain = (request: Request) => request.method() === "GET" && request.headers()["rsc"] !== undefined;
    await page.route("**", (route) => (asksAgain(route.request()) ? undefined : route.continue()));
    await query(`UPDATE "Membership" SET "role" = $1 WHERE "adminId" = $2`, [role, id]);
    await form.getByRole("button", { name: en.common.save }).click();
    await expect(form.getByText(en.errors.notAllowed)).toBeVisible();
    expect(await logDaysOf(tenant.scope)).toBe(90);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.reload();
    await expect(form.getByLabel(t.logDays)).toHaveValue("90");
    await expect(form.getByLabel(t.logDays)).toHaveAttribute("readonly");
    await expect(page.getByRole("button", { name: en.common.save })).toHaveCount(0);
  });
}
