/** OAuth clients of a directory, as an administrator makes, copies, extends and revokes them. */
import type { Locator, Page } from "@playwright/test";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { routes } from "@/lib/routes";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { startOidcIssuer } from "../oidc-issuer";
import { scimClient } from "../scim-client";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";

const words = en.oauth;

const open = (page: Page, { organization, directory }: Tenant) =>
  page.goto(routes.directory(organization.slug, directory.slug));

const card = (page: Page) => page.getByRole("region", { name: words.title });

/** The three values of the dialog that shows a secret. */
async function copied(dialog: Locator) {
  const value = (label: string) => dialog.getByRole("textbox", { name: label, exact: true }).inputValue();
  return {
    endpoint: await value(words.tokenEndpoint),
    identifier: await value(words.clientIdentifier),
    secret: await value(words.clientSecret),
  };
}

async function confirmStored(dialog: Locator) {
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: en.common.done }).click();
  await expect(dialog).toBeHidden();
}

/** What the token endpoint answers to a form. */
async function tokenOf(endpoint: string, form: Readonly<Record<string, string>>): Promise<string | undefined> {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  const text = await (await fetch(endpoint, { method: "POST", body })).text();
  return /"access_token":"([^"]+)"/.exec(text)?.[1];
}

const bySecret = ({ endpoint, identifier, secret }: Awaited<ReturnType<typeof copied>>) =>
  tokenOf(endpoint, { client_id: identifier, client_secret: secret });

test.beforeEach("sign an admin in", async ({ signIn, tenant }) => {
  await signIn(tenant, "admin");
});

test("a client is made by keyboard, copied, works, gets a second secret, and loses the first without an outage", async ({
  page,
  tenant,
}) => {
  await open(page, tenant);
  await card(page).getByRole("button", { name: words.new }).focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog", { name: words.newTitle });
  await form.getByLabel(en.tokens.name, { exact: true }).fill("Entra production");
  await expectAccessible(page);
  await page.keyboard.press("Enter");

  const shown = page.getByRole("dialog", { name: words.shownTitle });
  const first = await copied(shown);
  await expectAccessible(page);
  await confirmStored(shown);
  const firstToken = (await bySecret(first)) ?? "";
  expect((await scimClient(tenant.scim.baseUrl, firstToken).get("/Users")).status).toBe(200);

  await card(page)
    .getByRole("button", { name: say(words.newSecretNamed, { name: "Entra production" }) })
    .click();
  await page
    .getByRole("dialog", { name: say(words.newSecretTitle, { name: "Entra production" }) })
    .getByRole("button", { name: words.createSecret })
    .click();
  const second = await copied(shown);
  await confirmStored(shown);
  expect(second.identifier).toBe(first.identifier);

  const values = { lastFour: first.secret.slice(-4), name: "Entra production" };
  await card(page)
    .getByRole("button", { name: say(words.revokeSecretNamed, values) })
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: words.revokeSecretConfirm }).click();
  await expect(page.getByText(say(words.revokedSecretToast, values))).toBeVisible();
  const firstAnswer = async () => (await scimClient(tenant.scim.baseUrl, firstToken).get("/Users")).status;
  await expect.poll(firstAnswer).toBe(401);
  expect(await bySecret(first)).toBeUndefined();
  expect(await bySecret(second)).toBeDefined();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a secret is not lost by Esc, and cannot be seen again", async ({ page, tenant }) => {
  await open(page, tenant);
  await card(page).getByRole("button", { name: words.new }).click();
  await page.getByRole("dialog", { name: words.newTitle }).getByRole("button", { name: words.create }).click();
  const shown = page.getByRole("dialog", { name: words.shownTitle });
  const { secret } = await copied(shown);
  await page.keyboard.press("Escape");
  await page
    .getByRole("alertdialog", { name: words.closeTitle })
    .getByRole("button", { name: words.closeBack })
    .click();
  expect((await copied(shown)).secret).toBe(secret);
  await page.reload();
  await expect(card(page)).toContainText(secret.slice(-4));
  expect(await page.content()).not.toContain(secret.slice(20));
});

test("a client is revoked at once, after a question that says what ends", async ({ page, tenant, baseURL }) => {
  const directoryId = tenant.directory.id;
  const { identifier, secret } = await createOAuthClient(tenant.scope, { directoryId, name: "Entra" });
  const credentials = { endpoint: `${baseURL}/oauth/token`, identifier, secret };
  expect(await bySecret(credentials)).toBeDefined();
  await open(page, tenant);
  await card(page)
    .getByRole("button", { name: say(words.revokeNamed, { name: "Entra" }) })
    .click();
  await expect(page.getByRole("alertdialog")).toContainText(words.revokeText);
  await page.getByRole("alertdialog").getByRole("button", { name: words.revokeConfirm }).click();
  await expect(card(page).getByText(identifier)).toBeHidden();
  await expect.poll(() => bySecret(credentials)).toBeUndefined();
});

test("a federated workload is set up without a secret: a wrong issuer is found out, the right one works", async ({
  page,
  tenant,
  baseURL,
}) => {
  const workload = await startOidcIssuer();
  await open(page, tenant);
  await card(page).getByRole("button", { name: words.new }).click();
  const form = page.getByRole("dialog", { name: words.newTitle });
  await form.getByRole("tab", { name: words.byFederation }).click();
  const fill = (label: string, value: string) => form.getByLabel(label, { exact: true }).fill(value);
  await fill(words.issuer, `${workload.issuer}/wrong`);
  await fill(words.subject, workload.subject);
  await fill(words.audience, workload.audience);
  await form.getByRole("button", { name: words.create }).click();
  await expect(form.getByText(en.validation.keysUnreachable)).toBeVisible();
  await expectAccessible(page);
  await fill(words.issuer, workload.issuer);
  await form.getByRole("button", { name: words.create }).click();
  await expect(form).toBeHidden();

  const identifier = await card(page).getByText(/^muc_/).innerText();
  const assertion = {
    client_id: identifier,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await workload.token(),
  };
  const token = (await tokenOf(`${baseURL}/oauth/token`, assertion)) ?? "";
  expect((await scimClient(tenant.scim.baseUrl, token).get("/Users")).status).toBe(200);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.goto(routes.logs(tenant.organization.slug, tenant.directory.slug, { reads: "true" }));
  await page
    .getByRole("main")
    .getByText(/Looked up/)
    .first()
    .click();
  await expect(page.getByRole("dialog")).toContainText(identifier);
  await workload.close();
});

test("a refused client secret stands in the log in words, by client", async ({ page, tenant, baseURL }) => {
  const { identifier } = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Entra" });
  await bySecret({ endpoint: `${baseURL}/oauth/token`, identifier, secret: "wrong" });
  await page.goto(routes.logs(tenant.organization.slug, tenant.directory.slug));
  await page
    .getByRole("main")
    .getByText(/Refused Entra an access token/)
    .click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText(en.codes["MUSTER-T08"].title);
  await expect(drawer).toContainText(identifier);
  await expectAccessible(page);
});

test("an auditor sees clients and can change none", async ({ page, context, signIn, tenant }) => {
  const { identifier } = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Entra" });
  await context.clearCookies();
  await signIn(tenant, "auditor");
  await open(page, tenant);
  await expect(card(page)).toContainText(identifier);
  await expect(
    card(page).getByRole("button", { name: new RegExp(`${words.new}|${words.revoke}|${words.newSecret}`) }),
  ).toHaveCount(0);
});
