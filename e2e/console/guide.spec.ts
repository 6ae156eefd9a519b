/**
 * The setup guide, followed by somebody who has never seen it: each application in its own words, each step green by the
 * request that it asks for, on a page that is never loaded again.
 */
import { addDomain } from "@/lib/console/domains";
import { routes } from "@/lib/routes";
import type { Locator, Page } from "@playwright/test";
import { expect, test, type Tenant } from "../fixtures";
import { en, plain, say } from "../messages";
import { createGroup, createUser, filterPath, userBody } from "../scim/resources";
import { scimClient } from "../scim-client";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { lookAgainUntil, soon } from "./steps";

const t = en.guide;
type StepId = keyof typeof t.steps;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.setupGuide(organization.slug, directory.slug));
const guide = (page: Page) => page.getByRole("region", { name: t.title, exact: true });
/** By its title: what tells one provider's guide from another's is `entraOpen` and `oktaOpen`, others share theirs. */
const step = (page: Page, id: StepId): Locator =>
  guide(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: t.steps[id].title }) });
const press = (page: Page, sentence: string, id: StepId) =>
  step(page, id)
    .getByRole("button", { name: say(sentence, { step: t.steps[id].title }) })
    .click();
const heading = (page: Page, id: StepId) => step(page, id).getByRole("heading", { level: 2 });
/** The request has arrived and the page has seen it: within some refreshes, and by itself. */
const expectByItself = (page: Page, id: StepId, state: keyof typeof t.state) =>
  expect(heading(page, id)).toContainText(`(${t.state[state]})`);
/** The same, for who does not wait for the refreshes. */
const expectState = (page: Page, id: StepId, state: keyof typeof t.state) =>
  lookAgainUntil(page, () => expect(heading(page, id)).toContainText(`(${t.state[state]})`, soon));
const probe = filterPath("/Users", 'userName eq "0cf1a1b2-8d1e-4b8f-9a9b-1c1f3b5a7e10"');
const patchActive = [{ op: "Replace", path: "active", value: "False" }];

async function unfold(page: Page): Promise<void> {
  const folded = guide(page).locator("details:not([open]) > summary");
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Fails when the page was loaded anew since. */
async function neverReloads(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.body.setAttribute("data-loaded", "once"));
  return () => expect(page.locator("body[data-loaded=once]")).toHaveCount(1);
}

async function connect(page: Page, application: RegExp): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: en.home.connect }).click();
  const dialog = page.getByRole("dialog", { name: en.connect.title });
  await dialog.getByRole("combobox", { name: en.connect.application }).click();
  await page.getByRole("option", { name: application }).click();
  await dialog.getByLabel(en.connect.slug).fill("guided");
  await dialog.getByRole("button", { name: en.connect.submit, exact: true }).click();
  await expect(page).toHaveURL(/\/d\/guided\/setup$/);
  await expect(guide(page)).toBeVisible();
}

/** Makes the token in the step, and reads both values as an administrator does: by copying whole fields. */
async function copyValues(page: Page, within: Locator): Promise<{ tenantUrl: string; token: string }> {
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await within.getByRole("textbox", { name: t.values.entra.tenantUrl }).click();
  await expect(within.getByText(en.common.copied, { exact: true })).toBeVisible();
  const tenantUrl = await clipboard();
  await within.getByRole("button", { name: en.connection.show }).click();
  const dialog = page.getByRole("dialog", { name: en.tokens.shownTitle });
  await dialog.getByRole("textbox", { name: en.tokens.token, exact: true }).click();
  await expect(dialog.getByText(en.common.copied, { exact: true })).toBeVisible();
  const token = await clipboard();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: en.common.done }).click();
  await expect(dialog).toBeHidden();
  return { tenantUrl, token };
}

test("8x8 with Entra ID: from connecting to the last step, by what really arrives", async ({
  page,
  context,
  tenant,
  signIn,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: baseURL });
  await signIn(tenant);
  await page.goto(routes.organization(tenant.organization.slug));
  await connect(page, /8x8/);
  const expectSamePage = await neverReloads(page);
  const nav = page.getByRole("navigation").getByRole("link", { name: en.nav.setupGuide });

  await test.step("it begins with single sign-on, which may be skipped, and taken back", async () => {
    await expectState(page, "sso", "current");
    await expect(nav).toContainText("0 of 8");
    await press(page, t.skipNamed, "sso");
    await expectState(page, "sso", "skipped");
    // Whoever works by keyboard is led on.
    await expect(step(page, "entraOpen").locator("summary")).toBeFocused();
    await press(page, t.tickNamed, "entraOpen");
    await expectState(page, "entraOpen", "done");
  });

  const connecting = step(page, "entraConnect");
  await expect(connecting).toContainText(plain(t.notes.eightCredentials));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const { tenantUrl, token } = await copyValues(page, connecting);
  expect(tenantUrl).toBe(`${baseURL}/scim/v2`);
  const entra = scimClient(tenantUrl, token);
  await expect(connecting.getByText(t.evidence.testConnection.todo)).toBeVisible();

  await test.step("Test Connection turns it green", async () => {
    expect((await entra.get(probe)).status).toBe(200);
    await expectState(page, "entraConnect", "done");
    await expect(page.getByRole("status").filter({ hasText: t.evidence.testConnection.done })).toBeAttached();
    await expectState(page, "entraMapping", "current");
    await expect(step(page, "entraMapping")).toContainText(plain(t.notes.eightMapping));
    await press(page, t.tickNamed, "entraMapping");
  });

  await test.step("start small: the lookup and the first person arrive, and are announced", async () => {
    const small = step(page, "entraSmall");
    await expect(small).toContainText(plain(t.notes.defaultAccess));
    await expect(small.getByRole("img", { name: t.pictures.entraOnDemand })).toBeVisible();
    expect((await entra.get(filterPath("/Users", 'userName eq "ana@contoso.com"'))).status).toBe(200);
    const lookup = small.getByText(say(t.evidence.lookup.done, { name: "ana@contoso.com" }));
    await lookAgainUntil(page, () => expect(lookup).toBeVisible(soon));
    await createUser(entra, "ana", { displayName: "Ana Pérez" });
    await expectState(page, "entraSmall", "done");
    const announced = say(t.evidence.person.done, { name: "Ana Pérez" });
    await expect(page.getByRole("status").filter({ hasText: announced })).toBeAttached();
  });

  await test.step("everyone, a group, and somebody who leaves", async () => {
    await expectState(page, "entraEveryone", "current");
    await createUser(entra, "bo");
    const chen = await createUser(entra, "chen", { displayName: "Chen Li" });
    await expectState(page, "entraEveryone", "done");
    await createGroup(entra, "Sales");
    await expectState(page, "entraGroups", "done");
    expect((await entra.patch(`/Users/${chen}`, patchActive)).status).toBe(200);
    await expectState(page, "entraLeaver", "done");
    await expect(page.getByRole("heading", { name: t.allDone })).toBeVisible();
    await expect(nav).not.toContainText("of 8");
  });
  await expectSamePage();

  await test.step("unfolded, all of it is accessible and fits 360 px", async () => {
    await unfold(page);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the landing page has the same steps, and leads to the guide", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "8x8" }).first().click();
    const card = page.getByRole("region", { name: say(t.cardTitle, { provider: en.provider.short.entra }) });
    await expect(card.getByRole("listitem")).toHaveCount(8);
    await expect(card).toContainText("8 of 8");
    await card.getByRole("link", { name: t.open }).click();
    await expect(page.getByRole("heading", { name: t.allDone })).toBeVisible();
  });
});

test("RingCentral: Select a directory provider, Enable SCIM service, and a refusal until it is enabled", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const tenant = await makeTenant({ application: "ringcentral", enabled: false });
  await signIn(tenant);
  await open(page, tenant);
  const expectSamePage = await neverReloads(page);
  await expect(step(page, "ringcentralService")).toContainText("Tools");
  await expect(step(page, "ringcentralService")).toContainText("Directory integration");
  await expect(page.getByRole("img", { name: t.pictures.ringcentralDirectory })).toBeVisible();

  await test.step("while it is off, what comes is refused, and the guide says so", async () => {
    expect((await tenant.scim.get(probe)).status).toBe(403);
    await expect(page.getByText(/The SCIM service of ringcentral is off/)).toBeVisible();
    await expectState(page, "ringcentralService", "current");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the provider is chosen here, and the guide follows", async () => {
    await step(page, "ringcentralProvider").locator("summary").click();
    const choice = step(page, "ringcentralProvider").getByRole("combobox", { name: t.providerLabel });
    await choice.click();
    await page.getByRole("option", { name: t.providerChoice.okta }).click();
    await expect(step(page, "oktaOpen")).toBeVisible();
    await choice.click();
    await page.getByRole("option", { name: t.providerChoice.entra }).click();
    await expect(step(page, "entraOpen")).toBeVisible();
  });

  await test.step("enabled, the connection test is answered", async () => {
    await step(page, "ringcentralService").getByRole("switch", { name: t.labels.enableService }).click();
    await expectState(page, "ringcentralService", "done");
    await expect.poll(async () => (await tenant.scim.get(probe)).status).toBe(200);
    await expectByItself(page, "entraConnect", "done");
    await expect(page.getByText(/The SCIM service of ringcentral is off/)).toBeHidden();
  });

  await test.step("people arrive without a tick anywhere, and what they prove is done", async () => {
    await tenant.scim.get(filterPath("/Users", 'userName eq "ana@contoso.com"'));
    await createUser(tenant.scim, "ana", { displayName: "Ana Pérez" });
    for (const id of ["entraOpen", "entraMapping", "entraSmall"] as const) await expectState(page, id, "done");
    await expectState(page, "sso", "todo");
  });
  await expectSamePage();
});

test("iPass SmartConnect: domains first; who is refused is named, and comes in once theirs is registered", async ({
  page,
  makeTenant,
  signIn,
}) => {
  const tenant = await makeTenant({ application: "ipass-smartconnect" });
  const domain = `fabrikam-${tenant.organization.slug}.example`;
  const ana = userBody("ana", { userName: `ana@${domain}`, displayName: "Ana Pérez" });
  await signIn(tenant);
  await open(page, tenant);
  const expectSamePage = await neverReloads(page);
  expect(tenant.scim.baseUrl).toMatch(/\/moservices\/scim\/v1$/);
  await expectState(page, "ipassDomains", "current");
  await expect(step(page, "ipassDomains").getByRole("link", { name: t.openDomains })).toHaveAttribute(
    "href",
    routes.domains(tenant.organization.slug, { guide: tenant.directory.slug }),
  );

  await tenant.scim.get(probe);
  expect((await tenant.scim.post("/Users", ana)).status).toBe(400);
  const refused = page.getByRole("heading", { name: t.refusedDomainsTitle });
  await lookAgainUntil(page, () => expect(refused).toBeVisible(soon));
  await expect(page.getByText(`${domain}: 1 person`)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await addDomain(tenant.scope, { name: domain }, { verified: true });
  await expectState(page, "ipassDomains", "done");
  await expect(step(page, "ipassDomains").locator("summary")).toContainText(domain);
  await expect.poll(async () => (await tenant.scim.post("/Users", ana)).status).toBe(201);
  await lookAgainUntil(page, () => expect(refused).toBeHidden(soon));
  await expect(step(page, "entraConnect")).toContainText(plain(t.notes.ipassCredentials));
  await expectSamePage();
});

test("Okta: its tab has its words and pictures, and is made the directory's own in one press", async ({
  page,
  tenant,
  signIn,
}) => {
  await signIn(tenant);
  await open(page, tenant);
  await page.getByRole("navigation", { name: t.tabs }).getByRole("link", { name: t.tabOkta }).click();
  await expect(page).toHaveURL(/provider=okta$/);
  await expect(step(page, "oktaOpen")).toBeVisible();
  const connecting = step(page, "oktaConnect");
  await connecting.locator("summary").click();
  await expect(connecting.getByRole("textbox", { name: t.values.okta.tenantUrl })).toBeVisible();
  await expect(connecting.getByRole("img", { name: t.pictures.oktaIntegration })).toBeVisible();
  await expect(connecting.getByRole("tab")).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: say(t.otherProviderSwitch, { wanted: t.providerChoice.okta }) }).click();
  await expect(page.getByText(say(t.providerChanged, { provider: t.providerChoice.okta }))).toBeVisible();
  await tenant.scim.get("/Users?count=1&startIndex=1");
  await expectState(page, "oktaConnect", "done");
});

test("another way to authenticate is chosen in the step, and is as good as a token", async ({
  page,
  makeTenant,
  signIn,
  baseURL,
}) => {
  const tenant = await makeTenant({ application: "8x8" });
  await signIn(tenant);
  await open(page, tenant);
  const connecting = step(page, "entraConnect");
  await connecting.locator("summary").click();
  await connecting.getByRole("tab", { name: t.authentication.federation }).click();
  await expect(connecting).toContainText(say(t.authentication.federationText, { provider: en.provider.short.entra }));
  await expectAccessible(page);
  await connecting.getByRole("tab", { name: t.authentication.oauth }).click();
  await expect(connecting.getByRole("textbox", { name: t.values.entra.tokenEndpoint })).toHaveValue(
    `${baseURL}/oauth/token`,
  );
  await connecting.getByRole("button", { name: en.oauth.new }).click();
  await page.getByRole("dialog", { name: en.oauth.newTitle }).getByRole("button", { name: en.oauth.create }).click();
  const shown = page.getByRole("dialog", { name: en.oauth.shownTitle });
  const read = (label: string) => shown.getByRole("textbox", { name: label }).inputValue();
  const answer = await fetch(`${baseURL}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: await read(en.oauth.clientIdentifier),
      client_secret: await read(en.oauth.clientSecret),
    }),
  });
  const granted: unknown = await answer.json();
  expect(granted).toMatchObject({ token_type: "Bearer", access_token: expect.any(String) });
});

test("an auditor reads the guide, and can press nothing in it", async ({ page, makeTenant, signIn }) => {
  const tenant = await makeTenant({ application: "ringcentral", enabled: false });
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expectState(page, "ringcentralService", "current");
  await unfold(page);
  await expect(guide(page).getByRole("switch")).toBeDisabled();
  await expect(guide(page).getByRole("combobox", { name: t.providerLabel })).toBeDisabled();
  const names = [t.tick, t.skip, en.connection.show, en.tokens.new, en.rotation.rotate];
  for (const name of names) await expect(guide(page).getByRole("button", { name })).toHaveCount(0);
  await expectAccessible(page);
});
