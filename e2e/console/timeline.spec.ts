/** What happened to people and groups, and the questions that their pages answer. */
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { createGroup, createUser, nobody } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const provider = en.provider.short.entra;
const place = ({ organization, directory }: Tenant) => [organization.slug, directory.slug] as const;
const timeline = (page: Page) => page.getByRole("region", { name: en.timeline.title });
const entry = (page: Page, text: string) => timeline(page).getByRole("listitem").filter({ hasText: text }).first();
const ask = async (page: Page, label: string, question: string) => {
  await page.getByRole("textbox", { name: label, exact: true }).fill(question);
  await page.getByRole("button", { name: en.why.ask }).click();
};

test("a person's page says why they are inactive, and tells every change with its request", async ({
  page,
  tenant,
  signIn,
}) => {
  const ana = await createUser(tenant.scim, "ana", { displayName: "Ana Pérez", title: "Engineer" });
  const sales = await createGroup(tenant.scim, "Nordic Sales");
  await tenant.scim.patch(`/Groups/${sales}`, [{ op: "Add", path: "members", value: [{ value: ana }] }]);
  await tenant.scim.patch(`/Users/${ana}`, [{ op: "Replace", path: "title", value: "Head of Sales" }]);
  await tenant.scim.patch(`/Users/${ana}`, [{ op: "Replace", path: "active", value: "False" }]);
  await signIn(tenant);
  await page.goto(routes.user(...place(tenant), ana));
  const answer = page.getByRole("region", { name: say(en.why.inactiveTitle, { name: "Ana Pérez" }) });
  await expect(answer).toContainText(`${provider} disabled Ana Pérez on`);
  await expect(entry(page, "Engineer")).toContainText("Head of Sales");
  await expect(entry(page, "Nordic Sales")).toContainText(say(en.timeline.byToken, { provider, name: "Test" }));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await entry(page, "Engineer").getByRole("link").click();
  await expect(page).toHaveURL(/\/logs\?.*event=/);
  await expect(page.getByRole("dialog")).toContainText("Head of Sales");
});

test("a group's page tells of many members at once, and answers why somebody is not in it", async ({
  page,
  tenant,
  signIn,
}) => {
  const people: string[] = [];
  for (const name of ["ana", "bo", "cy", "di"]) people.push(await createUser(tenant.scim, name));
  const [ana = ""] = people;
  const sales = await createGroup(tenant.scim, "Nordic Sales");
  for (const value of people) {
    await tenant.scim.patch(`/Groups/${sales}`, [{ op: "Add", path: "members", value: [{ value }] }]);
  }
  await tenant.scim.patch(`/Groups/${sales}`, [{ op: "Replace", path: "displayName", value: "Sales" }]);
  await tenant.scim.patch(`/Groups/${sales}`, [{ op: "Remove", path: "members", value: [{ value: ana }] }]);
  await signIn(tenant);
  await page.goto(routes.group(...place(tenant), sales));
  await expect(entry(page, "Renamed from Nordic Sales to Sales")).toBeVisible();
  const burst = entry(page, "4 members added");
  await burst.getByText(en.timeline.showMembers).click();
  await expect(burst.getByRole("link", { name: "bo Adams" })).toBeVisible();
  await ask(page, en.why.groupLabel, "ana@contoso");
  await expect(page.getByRole("status")).toContainText(`${provider} removed ana Adams from Sales on`);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await ask(page, en.why.groupLabel, "contoso");
  await page.getByRole("status").getByRole("link", { name: "bo Adams" }).click();
  await expect(page.getByRole("status")).toContainText("bo Adams is in Sales: added on");
  await ask(page, en.why.groupLabel, "nobody of that name");
  await expect(page.getByRole("status")).toContainText("nobody of that name");
});

test("a deleted person keeps their page, and is restored from it", async ({ page, tenant, signIn }) => {
  const ana = await createUser(tenant.scim, "ana", { displayName: "Ana Pérez" });
  await createGroup(tenant.scim, "Sales", [ana]);
  await tenant.scim.delete(`/Users/${ana}`);
  await signIn(tenant);
  await page.goto(routes.user(...place(tenant), ana));
  await expect(page.getByRole("heading", { name: say(en.user.deletedTitle, { name: "Ana Pérez" }) })).toBeVisible();
  await expect(entry(page, en.timeline.done.delete)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: say(en.deprovisioning.restoreNamed, { name: "Ana Pérez" }) }).click();
  await expect(entry(page, en.timeline.done.restore)).toBeVisible();
});

test("a deleted group keeps its page as long as the log knows it", async ({ page, tenant, signIn }) => {
  const sales = await createGroup(tenant.scim, "Sales");
  await tenant.scim.delete(`/Groups/${sales}`);
  await signIn(tenant);
  await page.goto(routes.group(...place(tenant), sales));
  await expect(page.getByRole("heading", { name: say(en.group.deletedTitle, { name: "Sales" }) })).toBeVisible();
  await expectAccessible(page);
});

test("the palette says of an id what it is, also of one that nobody has", async ({ page, tenant, signIn }) => {
  const ana = await createUser(tenant.scim, "ana", { displayName: "Ana Pérez" });
  await signIn(tenant);
  await page.goto(routes.users(...place(tenant)));
  await page.getByRole("button", { name: en.palette.open }).click();
  await page.getByRole("combobox").fill(nobody);
  await expect(page.getByRole("option")).toContainText("Nobody and nothing here has had this id");
  await page.getByRole("combobox").fill(ana);
  await page.getByRole("option", { name: say(en.meaning.user.own, { name: "Ana Pérez" }) }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${ana}$`));
});

test("requests are drawn by outcome, with a table that leads to them in the log", async ({ page, tenant, signIn }) => {
  await createUser(tenant.scim, "ana");
  await tenant.scim.post("/Users", {});
  await signIn(tenant);
  const chart = page.getByRole("region", { name: en.charts.requests, exact: true });
  await expect(async () => {
    await page.goto(routes.directory(...place(tenant)));
    await expect(chart.getByText("2 requests, 1 refused (50%)")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await chart.getByText(en.charts.table).click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // The hour may have turned between the two.
  await chart.getByRole("table").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/logs\?from=/);
});
