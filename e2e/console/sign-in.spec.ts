/** Signing in and out: what a stranger learns, how often they may guess, and that a session can be ended. */
import { addAdmin, createSession } from "@/prisma/factories";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { en, say } from "../messages";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { fillSignIn } from "./steps";

test("an admin signs in and lands in their organization", async ({ page, tenant }) => {
  const admin = await addAdmin(tenant.scope, "owner");
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, admin.email.toUpperCase(), admin.password);
  await expect(page).toHaveURL(new RegExp(`/o/${tenant.organization.slug}$`));
});

test("who is faster than the page's scripts loses nothing that was typed, and leaves it in no address", async ({
  page,
  tenant,
}) => {
  const admin = await addAdmin(tenant.scope, "owner");
  let letCome = () => {};
  const held = new Promise<void>((resolve) => (letCome = resolve));
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  await page.route("**/*.js*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel(en.signIn.email, { exact: true }).fill(admin.email);
  await page.getByLabel(en.signIn.password, { exact: true }).fill(admin.password);
  await page.keyboard.press("Enter");
  letCome();
  await page.getByRole("button", { name: en.signIn.submit, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/o/${tenant.organization.slug}$`));
  expect(addresses.filter((address) => address.includes("?"))).toEqual([]);
});

test("a page asked for before signing in is the page shown after it", async ({ page, tenant }) => {
  const admin = await addAdmin(tenant.scope, "owner");
  const wanted = `/o/${tenant.organization.slug}/d/${tenant.directory.slug}/users`;
  await page.goto(wanted);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await fillSignIn(page, admin.email, admin.password);
  await expect(page).toHaveURL(new RegExp(`${wanted}$`));
});

test("a callback to another site is not followed", async ({ page, tenant, baseURL }) => {
  const admin = await addAdmin(tenant.scope, "owner");
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2F");
  await fillSignIn(page, admin.email, admin.password);
  await expect(page).toHaveURL(new RegExp(`^${baseURL}/o/`));
});

test("a wrong password and an unknown address are refused in the same words", async ({ page, tenant }) => {
  const admin = await addAdmin(tenant.scope, "owner");
  for (const [email, password] of [
    [admin.email, "not the password at all"],
    [`nobody@${tenant.organization.slug}.example`, admin.password],
  ] as const) {
    await page.goto("/sign-in");
    await fillSignIn(page, email, password);
    await expect(page.getByRole("alert").filter({ hasText: en.signIn.wrong })).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in/);
  }
  await expectAccessible(page);
});

test("both fields empty are two errors, each at its field", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: en.signIn.submit, exact: true }).click();
  for (const label of [en.signIn.email, en.signIn.password]) {
    await expect(page.getByLabel(label, { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel(label, { exact: true })).toHaveAccessibleDescription(/\S/);
  }
  await expectAccessible(page);
});

test("after ten wrong guesses even the right password has to wait, and the page says how long", async ({
  page,
  tenant,
}) => {
  const admin = await addAdmin(tenant.scope, "owner");
  await page.goto("/sign-in");
  for (let guess = 1; guess <= 10; guess += 1) {
    // What the guess before was told still stands there.
    const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
    await fillSignIn(page, admin.email, `wrong guess number ${guess}`);
    expect((await answered).status()).toBe(401);
    await expect(page.getByRole("alert").filter({ hasText: en.signIn.wrong })).toBeVisible();
  }
  await fillSignIn(page, admin.email, admin.password);
  await expect(page.getByRole("alert").filter({ hasText: /too many tries.*minute/i })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("signing out ends the session, not only the cookie", async ({ page, tenant, signIn, context }) => {
  const admin = await signIn(tenant);
  await page.goto(`/o/${tenant.organization.slug}`);
  const cookies = await context.cookies();
  await page
    .getByRole("button", { name: say(en.account.menu, { name: admin.email }) })
    .first()
    .click();
  await page.getByRole("menuitem", { name: en.account.signOut }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  await page.goto(`/o/${tenant.organization.slug}`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a revoked session is out at the next request", async ({ page, tenant, context, baseURL }) => {
  const admin = await addAdmin(tenant.scope, "owner");
  const session = await createSession(admin.id);
  await context.addCookies([{ name: session.name, value: session.value, url: baseURL ?? "" }]);
  await page.goto(`/o/${tenant.organization.slug}`);
  await expect(page).toHaveURL(new RegExp(`/o/${tenant.organization.slug}$`));
  await query(`UPDATE "AdminSession" SET "revokedAt" = now() WHERE "id" = $1`, [session.id]);
  await page.goto(`/o/${tenant.organization.slug}`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a set-up link that was never made says so and offers to sign in", async ({ page }) => {
  await page.goto("/setup/0123456789012345678901234567890123456789012");
  await expect(page.getByRole("heading", { name: en.setup.expiredTitle })).toBeVisible();
  await expect(page.getByRole("link", { name: en.setup.goToSignIn })).toBeVisible();
  await expectAccessible(page);
});

for (const path of ["/sign-in", "/nowhere/at/all"]) {
  test(`${path} is accessible and fits 360 px`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}
