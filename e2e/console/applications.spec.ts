/**
 * The whole way of each application, in its own words: connected, set up by its guide, a person refused for an unregistered
 * domain who comes in once that is proved, everybody else, a leaver, and a token turned without an outage.
 */
import type { Page } from "@playwright/test";
import { shortToken } from "@/lib/credentials/short-token";
import { routes } from "@/lib/routes";
import { entraWith, type Entra } from "../entra";
import { expect, test } from "../fixtures";
import { en, plain, say } from "../messages";
import { expectScimError } from "../scim/expect-error";
import { enterpriseUrn, extension8x8Urn, textAt } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { acceptVerifiedOnly, domainItem, proveByDns, refusedDomains } from "./domain-steps";
import { copyPart, lookAgainUntil, soon } from "./steps";

interface People {
  readonly ana: string;
  readonly bo: string;
}

interface Journey {
  readonly application: keyof typeof en.connect.applicationHint;
  readonly name: string;
  readonly basePath: string;
  /** Labels of the application's own console that its guide leads along. */
  readonly labels: readonly string[];
  /** Where its console says the values are. */
  readonly note: keyof typeof en.guide.notes;
  /** What its administrator does before the identity provider's part. */
  readonly first: (page: Page, ownDomain: string) => Promise<void>;
  /** What only this application is like, once Ana and Bo have arrived. */
  readonly after: (page: Page, entra: Entra, people: People) => Promise<void>;
}

type StepId = keyof typeof en.guide.steps;
const { labels } = en.guide;
const berlin = { [extension8x8Urn]: { site: "Berlin" } };

const journeys: readonly Journey[] = [
  {
    application: "8x8",
    name: "8x8",
    basePath: "/scim/v2",
    labels: [],
    note: "eightCredentials",
    first: (page) => skip(page, "sso"),
    async after(_page, entra, { ana }) {
      const refused = await entra.update(ana, `${extension8x8Urn}:site`, "Paris");
      expect(expectScimError(refused, 400, "mutability")).toContain("site");
      expect((await entra.update(ana, `${extension8x8Urn}:site`, "Berlin")).status).toBe(200);
    },
  },
  {
    application: "ringcentral",
    name: "RingCentral",
    basePath: "/scim/v2",
    labels: [labels.tools, labels.directoryIntegration, labels.selectProvider, labels.enableService],
    note: "ringcentralCredentials",
    async first(page) {
      await expectDone(page, "ringcentralProvider");
      await step(page, "ringcentralService").getByRole("switch", { name: labels.enableService }).click();
      await expectDone(page, "ringcentralService");
      await skip(page, "sso");
    },
    async after(page, entra, { ana, bo }) {
      expect((await entra.update(bo, `${enterpriseUrn}:manager`, ana)).status).toBe(200);
      await page.goto(`${page.url().replace(/\/setup.*/, "")}/users/${bo}`);
      await page.getByRole("table").getByRole("link", { name: "Ana Pérez" }).click();
      await expect(page.getByRole("heading", { name: "Ana Pérez", level: 1 })).toBeVisible();
    },
  },
  {
    application: "ipass-smartconnect",
    name: "iPass SmartConnect",
    basePath: "/moservices/scim/v1",
    labels: [labels.domains],
    note: "ipassCredentials",
    async first(page, ownDomain) {
      await step(page, "ipassDomains").getByRole("link", { name: en.guide.openDomains }).click();
      await page.getByRole("button", { name: en.domains.add }).first().click();
      const dialog = page.getByRole("dialog", { name: en.domains.addTitle });
      await dialog.getByLabel(en.domains.name, { exact: true }).fill(ownDomain);
      await dialog.getByRole("button", { name: en.domains.submit, exact: true }).click();
      await expect(domainItem(page, ownDomain)).toBeVisible();
      const [toDirectory = ""] = en.domains.backToGuide.split("{name}");
      await page.getByRole("link", { name: new RegExp(`^${toDirectory}`) }).click();
      await expectDone(page, "ipassDomains");
    },
    async after(_page, entra, { ana }) {
      const person = await entra.get(`/Users/${ana}`);
      expect(textAt(person, "meta.location")).toBe(`${entra.tenantUrl}/Users/${ana}`);
    },
  },
];

const step = (page: Page, id: StepId) => page.locator(`#step-${id}`);

/** Waits for a step to turn green: the page is not loaded again. */
const expectDone = (page: Page, id: StepId) =>
  lookAgainUntil(page, () =>
    expect(step(page, id).getByRole("heading", { level: 2, includeHidden: true })).toContainText(
      `(${en.guide.state.done})`,
      soon,
    ),
  );

async function skip(page: Page, id: StepId): Promise<void> {
  const { title } = en.guide.steps[id];
  await step(page, id)
    .getByRole("button", { name: say(en.guide.skipNamed, { step: title }) })
    .click();
  await expect(step(page, id).getByRole("heading", { level: 2, includeHidden: true })).toContainText(
    en.guide.state.skipped,
  );
}

async function tick(page: Page, id: StepId): Promise<void> {
  const { title } = en.guide.steps[id];
  await step(page, id)
    .getByRole("button", { name: say(en.guide.tickNamed, { step: title }) })
    .click();
  await expectDone(page, id);
}

/** By the navigation, whose entry has the number of domains too. */
const openDomains = (page: Page) =>
  page
    .getByRole("navigation", { name: en.nav.label })
    .getByRole("link", { name: new RegExp(`^${en.nav.domains}`) })
    .click();

/** Takes the token out of the dialog that shows it, and closes that. */
async function takeToken(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: en.tokens.shownTitle });
  const token = await copyPart(dialog, page, en.tokens.token);
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: en.common.done }).click();
  await expect(dialog).toBeHidden();
  return token;
}

for (const { application, name, basePath, labels: own, note, first, after } of journeys) {
  test(`${name}: from its connection to the first leaver and a new token, in its own words`, async ({
    page,
    context,
    makeTenant,
    signIn,
    baseURL,
  }) => {
    test.setTimeout(360_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: baseURL });
    const tenant = await makeTenant();
    const { slug } = tenant.organization;
    const [contoso, fabrikam] = [`contoso-${slug}.example`, `fabrikam-${slug}.example`];
    await signIn(tenant);

    await test.step("it is connected, and its guide begins with its own console", async () => {
      await page.goto(routes.organization(slug));
      await page.getByRole("main").getByRole("button", { name: en.home.connect }).click();
      const dialog = page.getByRole("dialog", { name: en.connect.title });
      await dialog.getByRole("combobox", { name: en.connect.application }).click();
      await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
      await dialog.getByRole("button", { name: en.connect.submit, exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`/d/${application}/setup$`));
      await expect(page.getByRole("heading", { name: en.guide.title, level: 1 })).toBeVisible();
      for (const label of own)
        await expect(page.getByRole("main").getByText(label, { exact: true }).first()).toBeAttached();
      await first(page, contoso);
    });

    const entra = await test.step("Tenant URL and token are copied beside the step that needs them", async () => {
      await tick(page, "entraOpen");
      const connect = step(page, "entraConnect");
      await expect(connect).toContainText(plain(en.guide.notes[note]));
      await connect.getByRole("button", { name: en.connection.show }).click();
      const token = await takeToken(page);
      const tenantUrl = await copyPart(connect, page, en.guide.values.entra.tenantUrl);
      expect(tenantUrl).toBe(`${baseURL}${basePath}`);
      return entraWith(tenantUrl, token);
    });

    await test.step("Test Connection turns the step green", async () => {
      await entra.testConnection();
      await expectDone(page, "entraConnect");
      await tick(page, "entraMapping");
    });

    await test.step("only verified domains shall do", async () => {
      await openDomains(page);
      await acceptVerifiedOnly(page, name);
      await page.goBack();
      await expect(step(page, "entraSmall")).toBeVisible();
    });

    await test.step("the first person is refused by name for a domain that nobody registered, and the guide says so", async () => {
      const refused = await entra.provision(`ana@${fabrikam}`, "Ana Pérez", application === "8x8" ? berlin : {});
      const detail = expectScimError(refused, 400, "invalidValue");
      expect(detail).toContain(`ana@${fabrikam}`);
      expect(detail).toMatch(/Domains.*MUSTER-D\d\d|MUSTER-D\d\d.*Domains/);
      const told = page.getByRole("main").getByText(`${fabrikam}: 1 person`);
      await lookAgainUntil(page, () => expect(told).toBeVisible(soon));
    });

    await test.step("its domain is registered where it is suggested, and proved by DNS", async () => {
      await openDomains(page);
      await refusedDomains(page)
        .getByRole("button", { name: say(en.domains.refused.registerNamed, { domain: fabrikam }) })
        .click();
      await expect(domainItem(page, fabrikam).getByText(en.domains.stateName.pending)).toBeVisible();
      await proveByDns(page, fabrikam);
    });

    const people = await test.step("Entra's next retry succeeds, and the guide tells who arrived", async () => {
      await page.goBack();
      const more = application === "8x8" ? berlin : {};
      let ana = "";
      await expect
        .poll(async () => {
          const answer = await entra.provision(`ana@${fabrikam}`, "Ana Pérez", more);
          if (answer.status === 201) ana = textAt(answer, "id");
          return answer.status;
        })
        .toBe(201);
      await expectDone(page, "entraSmall");
      await expect(page.getByText("First person arrived: Ana Pérez").first()).toBeAttached();
      const bo = await entra.provision(`bo@${fabrikam}`, "Bo Lind", more);
      await entra.provision(`chen@${fabrikam}`, "Chen Li", more);
      return { ana, bo: textAt(bo, "id") };
    });

    await test.step("everybody, a group and a leaver: the guide is done, without a reload", async () => {
      await expectDone(page, "entraEveryone");
      await entra.provisionGroup("Sales", [people.ana, people.bo]);
      await expectDone(page, "entraGroups");
      expect((await entra.update(people.bo, "active", "False")).status).toBe(200);
      await expectDone(page, "entraLeaver");
      await expect(page.getByRole("heading", { name: en.guide.allDone })).toBeVisible();
      // Unfolded: the words and pictures of every step.
      const folded = page.getByRole("main").locator("details:not([open]) > summary");
      while ((await folded.count()) > 0) await folded.first().click();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await after(page, entra, people);
    });

    await test.step("its token is rotated: both work until the old one is ended", async () => {
      await page.goto(routes.directory(slug, application));
      const rotate = page.getByRole("button", { name: say(en.rotation.rotateNamed, { name: en.tokens.defaultName }) });
      await rotate.click();
      await page.getByRole("dialog").getByRole("button", { name: en.tokens.create }).click();
      const renewed = entraWith(entra.tenantUrl, await takeToken(page));
      await renewed.testConnection();
      await entra.testConnection();
      const progress = page.getByRole("region", { name: say(en.rotation.progress, { name: en.tokens.defaultName }) });
      const seen = progress.getByRole("listitem").filter({ hasText: en.rotation.newSeen });
      await expect(async () => {
        await page.reload();
        await expect(seen).toContainText(`(${en.steps.done})`, { timeout: 3_000 });
      }).toPass();
      const [, key = ""] = entra.token.split("_");
      const old = `${en.tokens.defaultName}, ${shortToken({ key, lastFour: entra.token.slice(-4) })}`;
      await page.getByRole("button", { name: say(en.tokens.revokeNamed, { name: old }) }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: en.tokens.revokeConfirm }).click();
      await expect.poll(async () => (await entra.get("/Users?count=1")).status).toBe(401);
      await renewed.testConnection();
    });
  });
}
