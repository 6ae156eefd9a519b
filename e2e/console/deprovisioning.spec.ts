/** The page Deprovisioning: what the brake holds, the decision, and the bin of who was deleted. */
import type { Page } from "@playwright/test";
import { setBrake } from "@/lib/console/deprovision-brake";
import { routes } from "@/lib/routes";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { createGroup, createUser } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const t = en.deprovisioning;
const place = ({ organization, directory }: Tenant) => [organization.slug, directory.slug] as const;
const open = (page: Page, tenant: Tenant) => page.goto(routes.deprovisioning(...place(tenant)));
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const asked = (page: Page) => page.getByRole("alertdialog");

/** The question stands on cancel; the next stop is what was asked for. */
async function confirmByKeyboard(page: Page): Promise<void> {
  await expect(asked(page).getByRole("button", { name: en.common.cancel })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(asked(page)).toBeHidden();
}

const names = ["Ana Pérez", "Bo Lindqvist", "Chen Wei", "Dana Novák"] as const;

/** One leaves freely, the others are held: the last one as deleted. */
async function trip(tenant: Tenant): Promise<readonly string[]> {
  await setBrake(
    { ...tenant.scope, actor: { kind: "operator" } },
    { directoryId: tenant.directory.id, kind: "on", least: 1, percent: 0, hours: 24 },
  );
  const ids: string[] = [];
  for (const displayName of names) {
    const userName = displayName.split(" ")[0]?.toLowerCase() ?? "";
    ids.push(await createUser(tenant.scim, userName, { displayName }));
  }
  await createGroup(tenant.scim, "Nordic Sales", ids);
  const [first = "", ...others] = ids;
  const last = others.pop() ?? "";
  for (const id of [first, ...others]) {
    const answer = await tenant.scim.patch(`/Users/${id}`, [{ op: "Replace", path: "active", value: "False" }]);
    expect(answer.status).toBe(200);
  }
  expect((await tenant.scim.delete(`/Users/${last}`)).status).toBe(204);
  return ids;
}

test("a mass deprovisioning is held, seen at once, and decided of person by person", async ({
  page,
  tenant,
  signIn,
}) => {
  const ids = await trip(tenant);
  const [, bo = ""] = ids;
  await signIn(tenant, "admin");

  await test.step("Identity management says so first, and leads there", async () => {
    await page.goto(routes.directory(...place(tenant)));
    const banner = page.getByRole("region", { name: "Deprovisioning is held: 3 people" });
    await expect(banner).toContainText("unusually many people");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await banner.getByRole("link", { name: en.directory.heldBannerLink }).click();
    await expect(page.getByRole("heading", { level: 1, name: t.title })).toBeVisible();
  });

  await test.step("the page says why, who, and what was asked for", async () => {
    await expect(page.getByRole("region", { name: "Deprovisioning is held: 3 people" })).toContainText(
      "More than 1 person was disabled or deleted within 24 hours",
    );
    await expect(row(page, "Bo Lindqvist")).toContainText(t.kind.disable);
    await expect(row(page, "Dana Novák")).toContainText(t.kind.delete);
    await expect(row(page, "Ana Pérez")).toBeHidden();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the person's page and the list show that they are held", async () => {
    await row(page, "Bo Lindqvist").getByRole("link", { name: "Bo Lindqvist", exact: true }).click();
    await expect(page.getByRole("main").getByRole("link", { name: en.users.held, exact: true })).toBeVisible();
    await expect(page.getByText(en.logs.heldByBrake)).toBeVisible();
    await page.goto(routes.users(...place(tenant), { state: "active" }));
    await expect(row(page, "Bo Lindqvist")).toContainText(en.users.held);
    await expect(row(page, "Ana Pérez")).toBeHidden();
  });

  await test.step("the log explains it and leads back", async () => {
    await page.goto(routes.logs(...place(tenant), { about: bo, range: "all" }));
    await page
      .getByRole("table")
      .getByRole("link", { name: /Disabled/ })
      .click();
    await expect(page.getByRole("heading", { name: en.codes["MUSTER-B01"].title, exact: true })).toBeVisible();
    await page.getByRole("link", { name: en.event.openDeprovisioning }).click();
    await expect(page.getByRole("heading", { level: 1, name: t.title })).toBeVisible();
  });

  await test.step("one is kept, with a tick and a press", async () => {
    await page.getByRole("checkbox", { name: say(t.select, { name: "Bo Lindqvist" }) }).check();
    await page.getByRole("button", { name: t.keep, exact: true }).click();
    await expect(row(page, "Bo Lindqvist")).toBeHidden();
    expect((await tenant.scim.get(`/Users/${bo}`)).body).toMatchObject({ id: bo, active: true });
  });

  await test.step("all others are let go, after what follows was said", async () => {
    await page.getByRole("button", { name: t.happenAll }).click();
    await expect(asked(page)).toContainText("in the next 24 hours is not held either");
    await expectAccessible(page);
    await asked(page).getByRole("button", { name: t.happenAll }).click();
    await expect(page.getByRole("heading", { name: t.heldEmptyTitle })).toBeVisible();
    await expect(page.getByRole("heading", { name: t.state.restTitle })).toBeVisible();
    await expectAccessible(page);
  });
});

test("who was deleted comes back with one press: same id, same group", async ({ page, tenant, signIn }) => {
  const dana = await createUser(tenant.scim, "dana", { displayName: "Dana Novák" });
  await createGroup(tenant.scim, "Nordic Sales", [dana]);
  expect((await tenant.scim.delete(`/Users/${dana}`)).status).toBe(204);
  await signIn(tenant, "admin");
  await open(page, tenant);
  await page.getByRole("navigation", { name: t.tabs }).getByRole("link", { name: t.deletedTab }).click();
  await expect(row(page, "Dana Novák")).toContainText("30 days left");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: say(t.restoreNamed, { name: "Dana Novák" }) }).click();
  await expect(page.getByText("Dana Novák is back, in 1 group.")).toBeVisible();
  await expect(page.getByRole("heading", { name: t.deletedEmptyTitle })).toBeVisible();
  const back = await tenant.scim.get(`/Users/${dana}`);
  expect(back.body).toMatchObject({ id: dana, groups: [{ display: "Nordic Sales" }] });
});

test("keeping all brings everybody back, by keyboard alone; releasing lets others leave again", async ({
  page,
  tenant,
  signIn,
}) => {
  const ids = await trip(tenant);
  await signIn(tenant);
  await open(page, tenant);
  await page.getByRole("button", { name: t.keepAll }).focus();
  await page.keyboard.press("Enter");
  await expect(asked(page)).toContainText("correct its scope or assignments first");
  await expect(asked(page).getByRole("button", { name: en.common.cancel })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: t.keepAll })).toBeFocused();
  await page.keyboard.press("Enter");
  await confirmByKeyboard(page);
  await expect(page.getByRole("heading", { name: t.heldEmptyTitle })).toBeVisible();
  for (const id of ids.slice(1)) {
    expect((await tenant.scim.get(`/Users/${id}`)).body).toMatchObject({ id, active: true });
  }
  await expect(page.getByRole("heading", { name: "Deprovisioning is held", exact: true })).toBeVisible();
  await page.getByRole("button", { name: t.release }).focus();
  await page.keyboard.press("Enter");
  await confirmByKeyboard(page);
  await expect(page.getByRole("heading", { name: t.state.armedTitle })).toBeVisible();
});

test("the brake's limits are set, and it is turned off after saying what that means", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant);
  await open(page, tenant);
  await expect(page.getByText("0 of 50 in the last 24 hours")).toBeVisible();
  await page.getByLabel(t.settings.least).fill("0");
  await page.getByRole("button", { name: en.common.save }).click();
  await expect(page.getByText(en.validation.brakeLeast)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(t.settings.least).fill("7");
  await page.getByRole("button", { name: en.common.save }).click();
  await expect(page.getByText("0 of 7 in the last 24 hours")).toBeVisible();
  const toggle = page.getByRole("switch", { name: t.settings.on });
  await toggle.click();
  await expect(asked(page)).toContainText("happens at once, also everybody");
  await asked(page).getByRole("button", { name: t.settings.offConfirm }).click();
  await expect(page.getByRole("heading", { name: t.state.offTitle })).toBeVisible();
  await expect(page.getByLabel(t.settings.least)).toBeHidden();
  await toggle.click();
  await expect(page.getByText("0 of 50 in the last 24 hours")).toBeVisible();
});

test("a person whose userName somebody has by now is shown with who that is, instead of a button", async ({
  page,
  tenant,
  signIn,
}) => {
  const first = await createUser(tenant.scim, "ana", { displayName: "Ana Pérez" });
  await tenant.scim.delete(`/Users/${first}`);
  const again = await createUser(tenant.scim, "ana", { displayName: "Ana Two" });
  await signIn(tenant);
  await page.goto(routes.deleted(...place(tenant)));
  await expect(row(page, "Ana Pérez").getByRole("button")).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await row(page, "Ana Pérez").getByRole("link", { name: "Ana Two" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${again}$`));
});

test("an auditor sees who is held and who was deleted, and decides of nobody", async ({ page, tenant, signIn }) => {
  await trip(tenant);
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(row(page, "Bo Lindqvist")).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  for (const name of [t.keep, t.happen, t.keepAll, t.happenAll, t.release, en.common.save]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole("switch", { name: t.settings.on })).toBeDisabled();
  await page.goto(routes.deleted(...place(tenant)));
  await expect(row(page, "Dana Novák")).toBeVisible();
  await expect(page.getByRole("button", { name: /Restore/ })).toHaveCount(0);
});
