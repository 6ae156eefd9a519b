/**
 * An admin of one organization never sees another's pages, nor changes another's things: by URL, by mixing ids of both, or
 * by sending a form with somebody else's id. The owner does each of it, or the wall would only be a closed door.
 */
import { findDirectory } from "@/lib/console/directories";
import { addDomain, findDomain } from "@/lib/console/domains";
import { createGuideLink, listGuideLinks } from "@/lib/console/guide-links";
import { logDaysOf } from "@/lib/console/log-retention";
import { listLogViews, saveLogView } from "@/lib/console/log-views";
import { createOAuthClient, listOAuthClients } from "@/lib/console/oauth-clients";
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { everyPage } from "../console/every-page";
import { fillTenant, type People } from "../console/people";
import { en, say } from "../messages";
import { userBody } from "../scim/resources";

interface TwoTenants {
  readonly owner: Tenant;
  readonly stranger: Tenant;
  readonly people: People;
}

const bothTenants = test.extend<{ two: TwoTenants }>({
  two: async ({ makeTenant }, use) => {
    const [owner, stranger] = [await makeTenant(), await makeTenant()];
    await use({ owner, stranger, people: await fillTenant(owner) });
  },
});

bothTenants(
  "every page: 404 for a stranger, who is told nothing, and 200 for the owner",
  async ({ page, signIn, two }) => {
    const { owner, stranger, people } = two;
    const pages = everyPage.map(
      ([what, path]) => [what, path(owner.organization.slug, owner.directory.slug, people)] as const,
    );
    await signIn(stranger);
    for (const [what, url] of pages) {
      const refused = await page.request.get(url);
      expect(refused.status(), what).toBe(404);
      expect(await refused.text(), what).not.toMatch(/Ana Pérez|Nordic Sales/);
    }
    await page.goto(routes.user(owner.organization.slug, owner.directory.slug, people.ana));
    await expect(page.getByRole("heading", { name: en.errors.notFoundTitle })).toBeVisible();
    await expect(page.getByText(/Ana Pérez|Nordic Sales/)).toHaveCount(0);

    await signIn(owner);
    for (const [what, url] of pages) {
      const shown = await page.request.get(url);
      expect(shown.status(), what).toBe(200);
    }
  },
);

bothTenants("one's own directory with the other's person or group is 404", async ({ page, signIn, two }) => {
  const { owner, stranger, people } = two;
  await signIn(stranger);
  const { slug: org } = stranger.organization;
  const { slug: dir } = stranger.directory;
  const foreign = [
    routes.user(org, dir, people.ana),
    routes.group(org, dir, people.sales),
    routes.directory(org, "nope"),
  ];
  for (const url of foreign) {
    expect((await page.goto(url))?.status(), url).toBe(404);
  }
  await signIn(owner);
  const own = routes.user(owner.organization.slug, owner.directory.slug, people.ana);
  expect((await page.goto(own))?.status()).toBe(200);
});

bothTenants(
  "turning the service off with the other's directory id changes nothing of the other's",
  async ({ page, signIn, two }) => {
    const { owner, stranger } = two;
    const enabled = async () =>
      (await query(`SELECT "enabled" FROM "Directory" WHERE "id" = $1`, [owner.directory.id]))[0]?.enabled;
    const turnOff = async (tenant: Tenant) => {
      await page.goto(routes.directory(tenant.organization.slug, tenant.directory.slug));
      await page.getByRole("switch").click();
      await page.getByRole("alertdialog").getByRole("button", { name: en.directory.serviceOffConfirm }).click();
    };
    await signIn(stranger);
    await page.route("**/o/**", (route, request) => {
      const body = request.postData();
      return body === null
        ? route.continue()
        : route.continue({ postData: body.replaceAll(stranger.directory.id, owner.directory.id) });
    });
    await turnOff(stranger);
    await expect(page.getByText(en.errors.notFound).first()).toBeVisible();
    expect(await enabled()).toBe(true);

    await page.unrouteAll();
    await signIn(owner);
    await turnOff(owner);
    await expect.poll(enabled).toBe(false);
  },
);

bothTenants("revoking the other's token by its id changes nothing", async ({ page, signIn, two }) => {
  const { owner, stranger } = two;
  const revoke = async (tenant: Tenant) => {
    await page.goto(routes.directory(tenant.organization.slug, tenant.directory.slug));
    await page.getByRole("button", { name: say(en.tokens.revokeNamed, { name: tenant.token.name }) }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: en.tokens.revokeConfirm }).click();
  };
  await signIn(stranger);
  await page.route("**/o/**", (route, request) => {
    const body = request.postData();
    return body === null
      ? route.continue()
      : route.continue({ postData: body.replaceAll(stranger.token.tokenId, owner.token.tokenId) });
  });
  await revoke(stranger);
  await expect(page.getByText(en.errors.notFound).first()).toBeVisible();
  expect((await owner.scim.get("/Users")).status).toBe(200);

  await page.unrouteAll();
  await signIn(owner);
  await revoke(owner);
  await expect.poll(async () => (await owner.scim.get("/Users")).status).toBe(401);
});

bothTenants("revoking the other's OAuth client or secret by its id changes nothing", async ({ page, signIn, two }) => {
  const { owner, stranger } = two;
  const t = en.oauth;
  const clientOf = ({ scope, directory }: Tenant) =>
    createOAuthClient(scope, { directoryId: directory.id, name: "Same" });
  const [theirs, own] = [await clientOf(owner), await clientOf(stranger)];
  const isLive = async () => {
    const [client] = await listOAuthClients(owner.scope, owner.directory.id);
    return client?.revokedAt === null && client.secrets.every(({ revokedAt }) => revokedAt === null);
  };
  const revokeEither = async (tenant: Tenant, secret: string) => {
    const lastFour = secret.slice(-4);
    for (const [name, confirm] of [
      [say(t.revokeSecretNamed, { lastFour, name: "Same" }), t.revokeSecretConfirm],
      [say(t.revokeNamed, { name: "Same" }), t.revokeConfirm],
    ] as const) {
      await page.goto(routes.directory(tenant.organization.slug, tenant.directory.slug));
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: confirm }).click();
      await expect(page.getByRole("alertdialog")).toBeHidden();
    }
  };
  await signIn(stranger);
  await page.route("**/o/**", (route, request) => {
    const body = request.postData();
    const swapped = body?.replaceAll(own.clientId, theirs.clientId).replaceAll(own.secretId, theirs.secretId);
    return route.continue(swapped === undefined ? {} : { postData: swapped });
  });
  await revokeEither(stranger, own.secret);
  await expect(page.getByText(en.errors.notFound).first()).toBeVisible();
  expect(await isLive()).toBe(true);

  await page.unrouteAll();
  await signIn(owner);
  await revokeEither(owner, theirs.secret);
  expect(await isLive()).toBe(false);
});

bothTenants("making and revoking setup links by the other's ids changes nothing", async ({ page, signIn, two }) => {
  const { owner, stranger } = two;
  const t = en.guideLinks;
  const linkOf = ({ scope, directory }: Tenant) =>
    createGuideLink(scope, { directoryId: directory.id, label: "Same", expiresInDays: 7 });
  const [theirs, own] = [await linkOf(owner), await linkOf(stranger)];
  const live = async () =>
    (await listGuideLinks(owner.scope, owner.directory.id)).filter(({ revokedAt }) => revokedAt === null).length;
  const open = ({ organization, directory }: Tenant) => page.goto(routes.setupGuide(organization.slug, directory.slug));
  const make = async (tenant: Tenant) => {
    await open(tenant);
    await page.getByRole("button", { name: t.new }).click();
    await page.getByRole("dialog").getByLabel(t.label).fill("More");
    await page.getByRole("dialog").getByRole("button", { name: t.create }).click();
  };
  const revoke = async (tenant: Tenant) => {
    await open(tenant);
    await page.getByRole("button", { name: say(t.revokeNamed, { label: "Same" }) }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: t.revokeConfirm }).click();
  };
  await signIn(stranger);
  await page.route("**/o/**", (route, request) => {
    const swapped = request
      .postData()
      ?.replaceAll(own.id, theirs.id)
      .replaceAll(stranger.directory.id, owner.directory.id);
    return route.continue(swapped === undefined ? {} : { postData: swapped });
  });
  for (const act of [make, revoke]) {
    await act(stranger);
    await expect(page.getByText(en.errors.notFound).first()).toBeVisible();
  }
  expect(await live()).toBe(1);

  await page.unrouteAll();
  await signIn(owner);
  await make(owner);
  await expect.poll(live).toBe(2);
  await revoke(owner);
  await expect.poll(live).toBe(1);
});

bothTenants(
  "saving, renaming, updating, taking and deleting views of the log by the other's ids changes nothing",
  async ({ page, signIn, two }) => {
    const { owner, stranger } = two;
    const t = en.logViews;
    const viewOf = ({ scope, directory }: Tenant) =>
      saveLogView(
        scope,
        { directoryId: directory.id, name: "Same", query: "status=failure", isShared: true },
        () => true,
      );
    const [theirs, own] = [await viewOf(owner), await viewOf(stranger)];
    const views = () => listLogViews({ ...owner.scope, directoryId: owner.directory.id });
    const names = async () => (await views()).map(({ name }) => name);
    const open = async ({ organization, directory }: Tenant, item: string) => {
      await page.goto(routes.logs(organization.slug, directory.slug, { status: "failure" }));
      await page.getByRole("button", { name: /^View: / }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    const write = async (name: string) => {
      await page.getByRole("dialog").getByLabel(t.name).fill(name);
      await page.getByRole("dialog").getByLabel(t.name).press("Enter");
    };
    const save = async (tenant: Tenant) => {
      await open(tenant, t.save);
      await page.getByRole("dialog").getByLabel(t.share).click();
      await write("More");
    };
    const rename = async (tenant: Tenant) => {
      await open(tenant, say(t.renameNamed, { name: "Same" }));
      await write("Other");
    };
    const remove = async (tenant: Tenant, name: string) => {
      await open(tenant, say(t.deleteNamed, { name }));
      await page.getByRole("alertdialog").getByRole("button", { name: t.delete }).click();
    };
    const take = async (tenant: Tenant) => {
      await open(tenant, say(t.unshareNamed, { name: "Same" }));
      await page.getByRole("alertdialog").getByRole("button", { name: t.unshareDone }).click();
    };
    const update = async ({ organization, directory }: Tenant) => {
      await page.goto(routes.logs(organization.slug, directory.slug, { status: "warning" }));
      await page.getByRole("button", { name: t.views, exact: true }).click();
      await page.getByRole("menuitem", { name: t.update }).click();
      await page.getByRole("dialog").getByRole("button", { name: t.updateDone }).click();
    };
    await stranger.scim.post("/Users", userBody("ana"));
    await signIn(stranger);
    await page.route("**/o/**", (route, request) => {
      const swapped = request
        .postData()
        ?.replaceAll(own.id, theirs.id)
        .replaceAll(stranger.directory.id, owner.directory.id);
      return route.continue(swapped === undefined ? {} : { postData: swapped });
    });
    for (const act of [save, rename, update, take, (tenant: Tenant) => remove(tenant, "Same")]) {
      await act(stranger);
      await expect(page.getByText(en.errors.notFound).first()).toBeVisible();
    }
    expect(await views()).toMatchObject([{ name: "Same", query: "status=failure", isShared: true }]);

    await page.unrouteAll();
    await signIn(owner);
    await save(owner);
    await expect.poll(names).toEqual(["More", "Same"]);
    await rename(owner);
    await expect.poll(names).toEqual(["More", "Other"]);
    await update(owner);
    await expect.poll(views).toMatchObject([{ name: "More", query: "status=warning" }, {}]);
  },
);

bothTenants("how long the other's log is kept is not changed by their short name", async ({ page, signIn, two }) => {
  const { owner, stranger } = two;
  const days = async () => Promise.all([logDaysOf(owner.scope), logDaysOf(stranger.scope)]);
  const change = async ({ organization }: Tenant) => {
    await page.goto(routes.settings(organization.slug));
    await page.getByLabel(en.settings.logDays).fill("30");
    await page.getByLabel(en.settings.logDays).press("Enter");
  };
  await signIn(stranger);
  await page.route("**/o/**", (route, request) => {
    const swapped = request.postData()?.replaceAll(stranger.organization.slug, owner.organization.slug);
    return route.continue(swapped === undefined ? {} : { postData: swapped });
  });
  await change(stranger);
  await expect(page.getByText(en.errors.noAccess)).toBeVisible();
  expect(await days()).toEqual([90, 90]);
  await page.unrouteAll();
  await signIn(owner);
  await change(owner);
  await expect.poll(days).toEqual([30, 90]);
});

bothTenants("nothing is done to the other's domain, nor to its policy, by their ids", async ({ page, signIn, two }) => {
  const { owner, stranger } = two;
  const t = en.domains;
  const policyOf = (tenant: Tenant) => say(t.policy.label, { directory: tenant.directory.name });
  const [theirs, own] = [
    await addDomain(owner.scope, { name: `${owner.organization.slug}.example` }),
    await addDomain(stranger.scope, { name: `${stranger.organization.slug}.example` }),
  ];
  const acts: [what: string, act: (tenant: Tenant) => Promise<void>][] = [
    ["check", () => page.getByRole("button", { name: /^Check now/ }).click()],
    ["subdomains", () => page.getByRole("switch").click()],
    [
      "policy",
      async (tenant) => {
        await page.getByRole("combobox", { name: policyOf(tenant) }).click();
        await page.getByRole("option", { name: t.policy.verified }).click();
        await page.getByRole("alertdialog").getByRole("button", { name: t.policy.stricterConfirm }).click();
      },
    ],
    [
      "remove",
      async () => {
        await page.getByRole("button", { name: t.remove }).click();
        await page.getByRole("alertdialog").getByRole("button", { name: t.removeConfirm }).click();
      },
    ],
  ];
  await signIn(stranger);
  await stranger.scim.post("/Users", userBody("ana"));
  await page.route("**/o/**", (route, request) => {
    const body = request.postData();
    return body === null
      ? route.continue()
      : route.continue({
          postData: body.replaceAll(own.id, theirs.id).replaceAll(stranger.directory.id, owner.directory.id),
        });
  });
  for (const [what, act] of acts) {
    await page.goto(routes.domains(stranger.organization.slug));
    await act(stranger);
    await expect(page.getByText(en.errors.notFound).first(), what).toBeVisible();
  }
  expect(await findDomain(owner.scope, theirs.name)).toMatchObject({ coversSubdomains: false, state: "pending" });
  expect(await findDirectory(owner.scope, owner.directory.slug)).toMatchObject({ domainPolicy: "off" });

  await page.unrouteAll();
  await signIn(owner);
  for (const [, act] of acts) {
    await page.goto(routes.domains(owner.organization.slug));
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await act(owner);
    await answered;
    await expect(page.getByText(en.errors.notFound)).toHaveCount(0);
  }
  await expect.poll(() => findDomain(owner.scope, theirs.name)).toBeUndefined();
  expect(await findDirectory(owner.scope, owner.directory.slug)).toMatchObject({ domainPolicy: "verified" });
});

test.describe("an auditor", () => {
  bothTenants("reads everything and is offered nothing to change", async ({ page, signIn, two }) => {
    const { owner, people } = two;
    await signIn(owner, "auditor");
    for (const [what, path] of everyPage) {
      const url = path(owner.organization.slug, owner.directory.slug, people);
      expect((await page.request.get(url)).status(), what).toBe(200);
    }
    await page.goto(routes.directory(owner.organization.slug, owner.directory.slug));
    await expect(page.getByRole("heading", { name: en.directory.title })).toBeVisible();
    await expect(page.getByRole("button", { name: en.tokens.new })).toBeHidden();
    await expect(page.getByRole("switch", { disabled: false })).toBeHidden();
  });
});
