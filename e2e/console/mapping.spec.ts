/** The page Attribute mapping: each application's own table, and what people and requests say of it. */
import type { Page } from "@playwright/test";
import { addDomain } from "@/lib/console/domains";
import { setExtension } from "@/lib/console/extensions";
import { routes } from "@/lib/routes";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { createUser, enterpriseUrn, extension8x8Urn, filterPath, userBody } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const t = en.mapping;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.mapping(organization.slug, directory.slug));
const row = (page: Page, application: string, path: string) =>
  page
    .getByRole("table", { name: say(t.tableTitle, { application }), exact: true })
    .getByRole("row")
    .filter({ has: page.locator("code").filter({ hasText: new RegExp(`(^|:)${path}$`) }) });
const other = (page: Page, path: string) =>
  page
    .getByRole("table", { name: say(t.othersTitle, { provider: en.provider.short.entra }) })
    .getByRole("row")
    .filter({ hasText: path });
/** The person's link in a row: of its two places for an example, the one that this width shows. */
const example = (page: Page, application: string, path: string) =>
  row(page, application, path).getByRole("link").filter({ visible: true });

test("8x8: site is immutable, the Federation ID is explained, and what is not used is told apart", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const tenant = await makeTenant({ application: "8x8" });
  await signIn(tenant);
  await createUser(tenant.scim, "bo");
  const ana = await createUser(tenant.scim, "ana", {
    displayName: "Ana Pérez",
    shoeSize: 38,
    [extension8x8Urn]: { site: "Berlin" },
  });
  await tenant.scim.get(filterPath("/Users", 'externalId eq "ana"'));
  await open(page, tenant);
  await expect(row(page, "8x8", "userName")).toContainText(t.note.federationId);
  await expect(row(page, "8x8", "userName")).toContainText(t.required);
  await expect(row(page, "8x8", "userName")).toContainText(t.matching);
  await expect(row(page, "8x8", "userName")).not.toContainText(t.matchingSeen);
  await expect(async () => {
    await page.reload();
    await expect(row(page, "8x8", "externalId")).toContainText(t.matchingSeen, { timeout: 500 });
  }).toPass();
  await expect(row(page, "8x8", "site")).toContainText(t.mutabilityName.immutable);
  await expect(row(page, "8x8", "site")).toContainText("50%");
  await expect(row(page, "8x8", "site")).toContainText("Berlin");
  await expect(row(page, "8x8", "locale").getByRole("cell", { name: t.mappedNo, exact: true })).toBeVisible();
  await expect(row(page, "8x8", "locale")).toContainText(t.noExample);
  await expect(other(page, "displayName")).toContainText(t.kept);
  await expect(other(page, "shoeSize")).toContainText(t.ignored);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await example(page, "8x8", "site").click();
  await expect(page).toHaveURL(new RegExp(`/users/${ana}$`));
});

test("8x8: what is ignored links to the request that sent it", async ({ page, makeTenant, signIn }) => {
  const tenant = await makeTenant({ application: "8x8" });
  await signIn(tenant);
  await createUser(tenant.scim, "ana", { shoeSize: 38 });
  await open(page, tenant);
  await other(page, "shoeSize").getByRole("link").filter({ visible: true }).click();
  await expect(page.getByRole("dialog").getByRole("tab", { name: en.event.steps })).toBeVisible();
});

test("RingCentral: the manager is a person, on this page and on the person's own", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const tenant = await makeTenant({ application: "ringcentral" });
  await signIn(tenant);
  const boss = await createUser(tenant.scim, "carmen", { displayName: "Carmen Boss" });
  const ana = await createUser(tenant.scim, "ana", { displayName: "Ana Pérez" });
  const path = `${enterpriseUrn}:manager`;
  const changed = await tenant.scim.patch(`/Users/${ana}`, [{ op: "Add", path, value: boss }]);
  expect(changed.status, changed.text).toBe(200);
  await open(page, tenant);
  const manager = row(page, "RingCentral", "manager");
  await expect(manager).toContainText(t.note.person);
  await expect(manager.getByRole("cell", { name: "Reference", exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await example(page, "RingCentral", "manager").filter({ hasText: "Ana Pérez" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${ana}$`));
  await page.getByRole("table").getByRole("link", { name: "Carmen Boss" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${boss}$`));
  await expect(page.getByRole("heading", { level: 1, name: "Carmen Boss" })).toBeVisible();
});

test("iPass SmartConnect: people arrive under its own base path, and userName says what its domain needs", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const tenant = await makeTenant({ application: "ipass-smartconnect" });
  await signIn(tenant);
  const domain = `${tenant.organization.slug}.com`;
  await addDomain(tenant.scope, { name: domain });
  expect(tenant.scim.baseUrl).toMatch(/\/moservices\/scim\/v1$/);
  const created = await tenant.scim.post("/Users", userBody("ana", { userName: `ana@${domain}` }));
  expect(created.status, created.text).toBe(201);
  await open(page, tenant);
  await expect(row(page, "iPass SmartConnect", "userName")).toContainText(t.note.registeredDomain);
  await expect(row(page, "iPass SmartConnect", "userName")).toContainText(`ana@${domain}`);
  await expect(row(page, "iPass SmartConnect", "preferredLanguage")).toContainText(t.noExample);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("generic: a directory's own extension is part of its table", async ({ page, tenant, signIn }) => {
  await signIn(tenant);
  const urn = "urn:contoso:scim:schemas:extension:hr:1.0:User";
  await setExtension(tenant.scope, {
    directoryId: tenant.directory.id,
    withValues: false,
    extension: {
      urn,
      name: "HR",
      attributes: [
        { name: "badge", type: "integer", mutability: "immutable", description: "The number on the door badge." },
        { name: "shift", type: "string", canonicalValues: ["day", "night"] },
        { name: "secret", type: "string", returned: "never" },
      ],
    },
  });
  await createUser(tenant.scim, "ana", { [urn]: { badge: 4711, shift: "night", secret: "hush-hush" } });
  await open(page, tenant);
  const badge = row(page, "Generic SCIM", "badge");
  await expect(badge).toContainText("The number on the door badge.");
  await expect(badge).toContainText("Integer");
  await expect(badge).toContainText(t.mutabilityName.immutable);
  await expect(badge).toContainText("4711");
  await expect(row(page, "Generic SCIM", "shift")).toContainText("day or night");
  await expect(row(page, "Generic SCIM", "secret")).toContainText(t.withheld);
  expect(await page.content()).not.toContain("hush-hush");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("the page is found in the sidebar and in the palette", async ({ page, tenant, signIn }) => {
  await signIn(tenant);
  const { slug: org } = tenant.organization;
  const { slug: dir } = tenant.directory;
  await page.goto(routes.directory(org, dir));
  await page.getByRole("navigation", { name: en.nav.label }).getByRole("link", { name: en.nav.mapping }).click();
  await expect(page.getByRole("heading", { level: 1, name: t.title })).toBeVisible();
  await page.goto(routes.users(org, dir));
  await page.getByRole("button", { name: en.palette.open }).click();
  await page.getByRole("combobox").fill("mapping");
  await page.getByRole("option", { name: en.nav.mapping }).click();
  await expect(page).toHaveURL(new RegExp(`${routes.mapping(org, dir)}$`));
});
