/** The page Provisioning logs: filters in the URL, one request beside the list, the live tail, exports. */
import { routes } from "@/lib/routes";
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { en, say } from "../messages";
import { createUser, userBody } from "../scim/resources";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { soon } from "./steps";

const t = en.logs;
const place = ({ organization, directory }: Tenant) => [organization.slug, directory.slug] as const;

test("a failure says where in Entra it is repaired, and its body is read on demand", async ({
  page,
  tenant,
  signIn,
}) => {
  await createUser(tenant.scim, "ana");
  expect((await tenant.scim.post("/Users", userBody("ana"))).status).toBe(409);
  await signIn(tenant, "auditor");
  await page.goto(routes.logs(...place(tenant), { status: "failure" }));
  await page.getByRole("link", { name: /Could not create/ }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("code").filter({ hasText: "EntryConflict" })).toBeVisible();
  await drawer.getByRole("tab", { name: en.event.recommendation }).click();
  await expect(drawer.getByText("Provision Microsoft Entra ID Users", { exact: false })).toBeVisible();
  await drawer.getByRole("tab", { name: en.event.request, exact: true }).click();
  await expect(drawer.getByRole("region", { name: "Request, body" })).toContainText(`"userName": "ana@contoso.com"`);
  await expect(
    drawer.getByRole("button", { name: say(en.common.copyNamed, { label: en.event.copyCurl }) }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/event=/);
});

test("a new request is shown by itself; further down, or beside one request, it is only counted", async ({
  page,
  tenant,
  signIn,
}) => {
  await createUser(tenant.scim, "ana");
  await signIn(tenant, "auditor");
  const live = page.waitForResponse((response) => response.url().includes("/logs/live"));
  await page.goto(routes.logs(...place(tenant)));
  await live;
  await createUser(tenant.scim, "bo", { displayName: "Bo" });
  await expect(page.getByRole("link", { name: /Created Bo/ })).toBeVisible();
  const again = page.waitForResponse((response) => response.url().includes("/logs/live"));
  await page.getByRole("link", { name: /Created Bo/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await again;
  await createUser(tenant.scim, "chen", { displayName: "Chen" });
  await expect(page.getByRole("button", { name: "1 new request" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Created Chen/ })).toBeHidden();
  await page.getByRole("button", { name: "1 new request" }).click();
  await expect(page.getByRole("link", { name: /Created Chen/ })).toBeVisible();
});

test("many of a kind are one row, which opens by keyboard; single rows are walked through, or shown when asked", async ({
  page,
  tenant,
  signIn,
}) => {
  for (const name of ["ana", "bo", "chen", "dora", "eve"]) await createUser(tenant.scim, name, { displayName: name });
  await signIn(tenant, "auditor");
  await page.goto(routes.logs(...place(tenant)));
  const burst = page.getByRole("button", { name: say(t.burst.created, { count: "5" }) });
  await expect(burst).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("link", { name: /^Created/ })).toHaveCount(0);
  await burst.focus();
  await page.keyboard.press("Enter");
  await expect(burst).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("link", { name: /^Created/ })).toHaveCount(5);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Created eve" }).click();
  const title = page.getByRole("dialog").getByRole("heading", { level: 2 });
  await expect(title).toHaveText("Created eve");
  await page.keyboard.press("j");
  await expect(title).toHaveText("Created dora");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await burst.click();
  await expect(page.getByRole("link", { name: /^Created/ })).toHaveCount(0);
  await page.getByRole("button", { name: t.groupBursts }).click();
  await expect(page.getByRole("link", { name: /^Created/ })).toHaveCount(5);
  await expect(burst).toBeHidden();
});

test("filters are kept under a name, for oneself or for all, opened again, renamed and deleted, by keyboard", async ({
  page,
  tenant,
  signIn,
}) => {
  const words = en.logViews;
  const menu = (name: string) => page.getByRole("button", { name, exact: true });
  const current = (name: string) => menu(say(words.viewNamed, { name }));
  const choose = async (name: string) => {
    await page.getByRole("menu").press("End");
    await page.getByRole("menuitem", { name, exact: true }).press("Enter");
  };
  await createUser(tenant.scim, "ana");
  await signIn(tenant, "admin");
  await page.goto(routes.logs(...place(tenant)));
  await current(words.standard.all).press("Enter");
  await expect(page.getByRole("menuitemcheckbox", { name: words.standard.all })).toBeChecked();
  await page.getByRole("menuitemcheckbox", { name: words.standard.gone }).press("Enter");
  await expect(page).toHaveURL(/action=disable,delete/);

  await current(words.standard.gone).press("Enter");
  await choose(words.save);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words.name).fill("Who left");
  await dialog.getByLabel(words.share).press("Space");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await dialog.getByLabel(words.name).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(current("Who left")).toBeFocused();

  await signIn(tenant, "auditor");
  await page.goto(routes.logs(...place(tenant)));
  await current(words.standard.all).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Who left" }).press("Enter");
  await expect(page).toHaveURL(/action=disable,delete/);
  await current("Who left").press("Enter");
  await expect(page.getByRole("menuitem")).toHaveText([words.save]);
  await choose(words.save);
  await expect(dialog.getByLabel(words.share)).toBeHidden();
  await dialog.getByLabel(words.name).fill("Mine");
  await dialog.getByLabel(words.name).press("Enter");
  await expect(current("Mine")).toBeFocused();
  await current("Mine").press("Enter");
  await choose(say(words.renameNamed, { name: "Mine" }));
  await dialog.getByLabel(words.name).fill("My own");
  await dialog.getByLabel(words.name).press("Enter");
  await expect(current("My own")).toBeFocused();
  await current("My own").press("Enter");
  await choose(say(words.deleteNamed, { name: "My own" }));
  await page.getByRole("alertdialog").getByRole("button", { name: words.delete }).press("Enter");
  await expect(current("Who left")).toBeVisible();
});

test("what the filters find is exported, and nobody else's", async ({ page, tenant, makeTenant, signIn }) => {
  await createUser(tenant.scim, "ana");
  await signIn(tenant, "auditor");
  await page.goto(routes.logs(...place(tenant)));
  await page.getByRole("button", { name: t.export }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "ProvisioningLogs.csv" }).click();
  expect((await download).suggestedFilename()).toBe(`${tenant.directory.slug}-ProvisioningLogs.csv`);
  const file = await page.request.get(routes.logsExport(...place(tenant), "ProvisioningLogs.ndjson"));
  expect(file.headers()["content-type"]).toContain("application/x-ndjson");
  expect(await file.text()).toContain(`"provisioningAction":"create"`);

  const other = await makeTenant({});
  for (const path of [
    routes.logsExport(...place(other), "ProvisioningLogs.csv"),
    routes.logsLive(...place(other)),
    routes.logsExport(...place(tenant), "passwords.csv"),
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  await page.context().clearCookies();
  const refused = await page.request.get(routes.logsLive(...place(tenant)), { maxRedirects: 0 });
  expect(refused.status()).toBe(307);
});

test("what of a link is no filter is named and taken away, and nobody is handed rows it should have left out", async ({
  page,
  tenant,
  signIn,
}) => {
  await createUser(tenant.scim, "ana", { displayName: "Ana" });
  await tenant.scim.post("/Users", userBody("ana"));
  await signIn(tenant, "auditor");
  const search = { status: "failure,sucess", from: "yesterdayish" };
  await page.goto(routes.logs(...place(tenant), search));
  const notice = page.getByRole("region", { name: /could not be read/ });
  await expect(notice.getByText("success, failure, skipped, warning")).toBeVisible();
  await expect(page.getByRole("link", { name: /Could not create/ })).toHaveCount(1);
  await expect(page.getByRole("link", { name: /^Created/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: en.logViews.views, exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByRole("button", { name: t.export }).click();
  await expect(page.getByRole("menuitem", { name: "ProvisioningLogs.csv" })).toBeDisabled();
  await page.keyboard.press("Escape");
  const asked = `?${new URLSearchParams(search)}`;
  const file = await page.request.get(`${routes.logsExport(...place(tenant), "ProvisioningLogs.csv")}${asked}`);
  expect(file.status()).toBe(400);
  expect(await file.text()).toContain("status=sucess\nPossible are success, failure, skipped, warning.");
  expect((await page.request.get(`${routes.logsLive(...place(tenant))}${asked}`)).status()).toBe(400);

  // It is still said beside one request, and until it is taken away.
  await page.getByRole("link", { name: /Could not create/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(/yesterdayish/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/event=/);
  await notice.getByRole("link", { name: say(t.unread.remove, { part: "status=sucess" }) }).press("Enter");
  await expect(page).not.toHaveURL(/sucess/);
  await notice.getByRole("link", { name: say(t.unread.remove, { part: "from=yesterdayish" }) }).press("Enter");
  await expect(notice).toBeHidden();
  await expect(page).toHaveURL(/\?status=failure$/);
});

test("a request names the cycle it fell in and what else Entra's own log would say of it, and leads to its like", async ({
  page,
  tenant,
  signIn,
  baseURL,
}) => {
  await createUser(tenant.scim, "ana", { displayName: "Ana" });
  await signIn(tenant, "auditor");
  await page.context().addCookies([{ name: "muster-log-columns", value: "cycle", url: baseURL ?? "" }]);
  // The log is read for cycles every five seconds.
  await expect(async () => {
    await page.goto(routes.logs(...place(tenant)));
    await expect(page.getByRole("row", { name: /Created Ana/ })).toContainText(en.cycles.kind.initial, soon);
  }).toPass();
  await page.getByRole("link", { name: "Created Ana" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText(say(en.event.entraTerms, { provider: en.provider.short.entra })).click();
  const terms = drawer.locator("details");
  for (const term of ["activityDateTime", "provisioningAction", "initiatedBy", "jobId", "cycleId", "changeId"]) {
    await expect(terms.getByText(term, { exact: true })).toBeVisible();
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await drawer.getByRole("link", { name: en.event.requestsOfCycle }).click();
  await expect(page.getByRole("button", { name: /Cycle: Initial/ })).toBeVisible();
  await page.getByRole("link", { name: "Created Ana" }).click();
  await drawer.getByRole("link", { name: /^Initial/ }).click();
  await expect(page.getByRole("link", { name: /show its requests/ })).toHaveCount(1);
});

test("a third export of one person is refused in words, until one of the others is aborted", async ({
  page,
  tenant,
  signIn,
}) => {
  // More than connections hold, so that nobody is done who does not read.
  await query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action", "status",
       "httpStatus", "method", "path", "detail")
     SELECT $1, (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) ||
         '8' || substr(md5(i::text), 4, 15))::uuid, $2, now(), 1, 'update', 'success', 200, 'PATCH', '/Users', repeat('x', 2000)
     FROM generate_series(1, 20000) AS i`,
    [tenant.directory.id, tenant.organization.id],
  );
  await signIn(tenant, "auditor");
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const path = `${routes.logsExport(...place(tenant), "ProvisioningLogs.ndjson")}?range=all`;
  const ask = async () => {
    const asked = new AbortController();
    const url = new URL(path, page.url());
    return { asked, response: await fetch(url, { headers: { cookie }, signal: asked.signal }) };
  };
  await page.goto(routes.logs(...place(tenant)));
  const [first, second, third] = [await ask(), await ask(), await ask()];
  expect([first.response.status, second.response.status, third.response.status]).toEqual([200, 200, 429]);
  expect(third.response.headers.get("retry-after")).toBe("30");
  expect(await third.response.text()).toBe(`2 exports of yours are being downloaded. ${t.exportFull.remedy}\n`);
  expect((await page.request.head(path)).status()).toBe(429);
  await page.getByRole("button", { name: t.export }).click();
  await page.getByRole("menuitem", { name: "ProvisioningLogs.csv" }).press("Enter");
  await expect(page.getByText(/Too many exports at once/)).toBeVisible();
  first.asked.abort();
  await expect(async () => {
    const { asked, response } = await ask();
    expect(response.status).toBe(200);
    asked.abort();
  }).toPass();
  second.asked.abort();
});

test("a view of one's own is shared, taken back and given other filters, by keyboard", async ({
  page,
  tenant,
  signIn,
}) => {
  const words = en.logViews;
  const current = (name: string) => page.getByRole("button", { name: say(words.viewNamed, { name }), exact: true });
  const choose = (name: string) => page.getByRole("menuitem", { name, exact: true }).press("Enter");
  const confirm = (name: string) => page.getByRole("alertdialog").getByRole("button", { name }).press("Enter");
  await createUser(tenant.scim, "ana");
  await signIn(tenant, "admin");
  await page.goto(routes.logs(...place(tenant), { status: "warning" }));
  await page.getByRole("button", { name: words.views, exact: true }).press("Enter");
  await choose(words.save);
  await expect(page.getByLabel(words.name)).toBeFocused();
  await page.getByLabel(words.name).fill("Mine");
  await page.getByLabel(words.name).press("Enter");
  await expect(current("Mine")).toBeFocused();

  await current("Mine").press("Enter");
  await choose(say(words.shareNamed, { name: "Mine" }));
  await expectAccessible(page);
  await confirm(words.shareDone);
  await expect(page.getByText(words.sharedNow)).toBeVisible();
  await expect(current("Mine")).toBeFocused();
  await current("Mine").press("Enter");
  await expect(page.getByRole("group", { name: words.shared })).toContainText("Mine");
  await choose(say(words.unshareNamed, { name: "Mine" }));
  await confirm(words.unshareDone);
  await expect(page.getByText(words.unshared)).toBeVisible();

  await page.goto(routes.logs(...place(tenant), { status: "skipped" }));
  await page.getByRole("button", { name: words.views, exact: true }).press("Enter");
  await choose(words.update);
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: words.updateDone }).press("Enter");
  await expect(current("Mine")).toBeFocused();
});

test("by keyboard: j opens the first request and goes on as fast as it is pressed, Esc gives the row the focus", async ({
  page,
  tenant,
  signIn,
}) => {
  const names = ["ana", "bo", "chen", "dora"];
  for (const name of names) await createUser(tenant.scim, name, { displayName: name });
  await signIn(tenant, "auditor");
  const streams = () => page.waitForResponse((response) => response.url().includes("/logs/live"));
  const ready = streams();
  await page.goto(routes.logs(...place(tenant), { bursts: "false" }));
  await ready;
  const title = page.getByRole("dialog").getByRole("heading", { level: 2 });
  await page.keyboard.press("j");
  await expect(title).toHaveText("Created dora");
  for (const key of ["j", "j", "k", "j", "j"]) await page.keyboard.press(key);
  await expect(title).toHaveText("Created ana");
  await expect(page.getByRole("button", { name: en.event.next })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Created ana" })).toBeFocused();

  // What came while a request was open is in the list behind it, and is not counted any more.
  await page.keyboard.press("Enter");
  await expect(title).toHaveText("Created ana");
  const live = streams();
  await page.reload();
  await live;
  await createUser(tenant.scim, "eve", { displayName: "eve" });
  await expect(page.getByRole("button", { name: "1 new request" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Created eve" })).toBeVisible();
  await expect(page.getByRole("button", { name: "1 new request" })).toBeHidden();
});

test("columns are chosen by keyboard, are there after a reload, and are put back", async ({ page, tenant, signIn }) => {
  await createUser(tenant.scim, "ana");
  await signIn(tenant, "auditor");
  // It is opened once the page has come to life.
  const stream = () => page.waitForResponse((response) => response.url().includes("/logs/live"));
  const ready = stream();
  await page.goto(routes.logs(...place(tenant)));
  await ready;
  const column = page.getByRole("columnheader", { name: t.column.requestId });
  await page.getByRole("button", { name: t.columns }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: t.column.requestId }).press("Space");
  await expect(column).toBeVisible();
  await page.keyboard.press("Escape");
  const again = stream();
  await page.reload();
  await again;
  await expect(column).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: t.columns }).press("Enter");
  await page.getByRole("menuitem", { name: t.columnsReset }).press("Enter");
  await expect(column).toBeHidden();
});

test("requests of one day are asked for by its times, and one that ends before it begins is refused", async ({
  page,
  tenant,
  signIn,
}) => {
  await createUser(tenant.scim, "ana", { displayName: "Ana" });
  await signIn(tenant, "auditor");
  const live = page.waitForResponse((response) => response.url().includes("/logs/live"));
  await page.goto(routes.logs(...place(tenant)));
  await live;
  await page.getByRole("button", { name: t.range7d }).press("Enter");
  await page.getByRole("menuitem", { name: t.between.open }).press("Enter");
  const dialog = page.getByRole("dialog", { name: t.between.title });
  await dialog.getByLabel(t.between.from).fill("2026-01-06T00:00");
  await dialog.getByLabel(t.between.to).fill("2026-01-05T00:00");
  await dialog.getByRole("button", { name: t.between.done }).click();
  await expect(dialog.getByText(t.between.turned)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(t.between.to).fill("2026-01-07T00:00");
  await dialog.getByRole("button", { name: t.between.done }).click();
  await expect(dialog).toBeHidden();
  // Midnight in Stockholm.
  await expect(page).toHaveURL(/from=2026-01-05T23:00:00.000Z&to=2026-01-06T23:00:00.000Z/);
  await expect(page.getByText(t.noMatchTitle)).toBeVisible();
  await page.getByRole("link", { name: t.allTime }).click();
  await expect(page.getByRole("link", { name: "Created Ana" })).toBeVisible();
});
