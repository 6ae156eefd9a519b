import { afterEach, describe, expect, test, vi } from "vitest";
import { signIn } from "@/lib/auth/sign-in";
import { parseToken } from "@/lib/auth/token-secret";
import { listAuditEvents } from "@/lib/console/audit";
import { logDaysOf } from "@/lib/console/log-retention";
import { createTenant } from "@/prisma/factories";
import { runCommandLine } from "./command-line";

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

async function muster(command: string, input = ""): Promise<Outcome> {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(command.split(" "), {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    readInput: () => Promise.resolve(input),
  });
  return { code, out: out.join("\n"), errors: errors.join("\n") };
}

/** Of a command that must succeed: its one JSON object. */
async function json(command: string, input?: string): Promise<Record<string, unknown>> {
  const { code, out, errors } = await muster(`${command} --json`, input);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  const parsed: unknown = JSON.parse(out);
  if (typeof parsed !== "object" || parsed === null) throw new Error(out);
  return { ...parsed };
}

const unique = () => `x${crypto.randomUUID().slice(0, 13)}`;

test("an operator sets up a customer from nothing to a token", async () => {
  const slug = unique();
  const email = `${slug}@contoso.example`;
  await json(`org create --name Contoso --slug ${slug}`);
  const password = "violet ladder seventeen";
  await json(`admin create --organization ${slug} --email ${email} --role owner --password-stdin`, `${password}\n`);
  await json(`directory create --organization ${slug} --application ipass-smartconnect --slug wifi`);
  await json(`domain add --organization ${slug} --domain ${slug}.example --verified`);
  const made = await json(`token create --organization ${slug} --directory wifi --expires-in 180d`);
  expect(Object.keys(made)).toEqual(["tenantUrl", "token", "tokenId", "expiresAt"]);
  expect(made.tenantUrl).toBe("http://localhost:3000/moservices/scim/v1");
  expect(parseToken(String(made.token))).toBeDefined();
  const signedIn = await signIn({ credentials: { email, password }, address: slug, userAgent: undefined }, new Date());
  expect(signedIn.kind).toBe("signedIn");
});

describe("--json", () => {
  test("may stand before or after the command", async () => {
    const { organization } = await createTenant();
    const before = await muster(`--json directory list --organization ${organization.slug}`);
    const after = await muster(`directory list --organization ${organization.slug} --json`);
    expect(JSON.parse(before.out)).toEqual(JSON.parse(after.out));
  });

  test("turns every refusal into one object on standard error, and leaves standard output empty", async () => {
    for (const [command, code, exit] of [
      ["org create --name Contoso --slug Not-A-Slug", "invalid", 1],
      ["directory list --organization no-such-organization", "organization-not-found", 1],
      ["token revoke --id nonsense", "token-not-found", 1],
      ["token revoke --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11", "token-not-found", 1],
      ["org create --name Contoso", "usage", 2],
      ["no-such-command", "usage", 2],
      ["org list --no-such-option", "usage", 2],
    ] as const) {
      const outcome = await muster(`${command} --json`);
      expect([command, outcome.code, outcome.out]).toEqual([command, exit, ""]);
      expect(JSON.parse(outcome.errors)).toMatchObject({ error: { code } });
    }
  });
});

describe("without --json", () => {
  test("answers are lines and tables for people", async () => {
    const { organization } = await createTenant();
    const { code, out } = await muster(`token list --organization ${organization.slug} --directory generic`);
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toMatch(/^ID +NAME +TOKEN +MADE BY +LAST USED +EXPIRES +STATE$/);
    expect(out).toMatch(/mus_….{4} .* never .* live/);
  });

  test("every wrong option is named at once, by the name it has on the command line", async () => {
    const { organization } = await createTenant();
    const { code, errors } = await muster(
      `admin create --organization ${organization.slug} --email nobody --role king --password-stdin`,
      "short",
    );
    expect(code).toBe(1);
    expect(errors.split("\n").map((line) => line.split(":")[0])).toEqual(["--email", "--role", "--password-stdin"]);
  });
});

describe("the days that a log is kept", () => {
  test("are set for one organization, and told", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const { slug } = mine.organization;
    expect(await json(`org log-days --organization ${slug} --days 30`)).toEqual({ organization: slug, days: 30 });
    expect([await logDaysOf(mine.scope), await logDaysOf(theirs.scope)]).toEqual([30, 90]);
    const { out } = await muster(`org log-days --organization ${slug} --days 400`);
    expect(out).toBe(`The log of ${slug} is kept for 400 days.`);
    const [event] = await listAuditEvents(mine.scope, { limit: 1 });
    expect(event).toMatchObject({ action: "organization.logDays", details: { from: 30, to: 400 } });
  });

  test.each([
    ["--days 6", 1, "--days: Choose a whole number of days from 7 to 400."],
    ["--days 401", 1, "--days: Choose a whole number of days from 7 to 400."],
    ["--days 30.5", 1, "--days: Choose a whole number of days from 7 to 400."],
    ["--days 30d", 1, "--days: Choose a whole number of days from 7 to 400."],
    ["--days=-30", 1, "--days: Choose a whole number of days from 7 to 400."],
    ["--days=", 1, "--days: Choose a whole number of days from 7 to 400."],
    ["", 2, "required option"],
  ])("are not changed by %j", async (option, exit, words) => {
    const { organization, scope } = await createTenant();
    const { code, out, errors } = await muster(`org log-days --organization ${organization.slug} ${option}`.trim());
    expect([code, out]).toEqual([exit, ""]);
    expect(errors).toContain(words);
    expect(await logDaysOf(scope)).toBe(90);
  });

  test("are nobody's of an organization that there is not", async () => {
    const { code, errors } = await muster(`org log-days --organization ${unique()} --days 30`);
    expect(code).toBe(1);
    expect(errors).toContain("There is no organization");
  });
});

describe("a token", () => {
  afterEach(() => void vi.useRealTimers());

  test("is refused days that are not days", async () => {
    const { organization } = await createTenant();
    for (const days of ["180", "0d", "-1d", "6m", "9999d"]) {
      const command = `token create --organization ${organization.slug} --directory generic --expires-in=${days}`;
      expect([days, (await muster(command)).code]).toEqual([days, 1]);
    }
  });

  test("ends when its maker says, and has no end only for a reason, which the list shows", async () => {
    const { organization } = await createTenant();
    const place = `--organization ${organization.slug} --directory generic`;
    // So that no day ends between two commands.
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    const dated = await json(`token create ${place} --expires-on ${inAYear}`);
    expect(String(dated.expiresAt).slice(0, 10) > inAYear).toBe(true);
    expect(String((await json(`token create ${place} --expires-in 1y`)).expiresAt).slice(0, 10)).toBe(inAYear);
    expect(await json(`token create ${place} --never-expires handhelds`)).toMatchObject({ expiresAt: null });
    expect(await json(`token create ${place}`)).toMatchObject({ expiresAt: null });
    expect((await muster(`token list ${place}`)).out).toContain("never: handhelds");
    for (const [refused, option] of [
      ["--expires-in 90d --never-expires handhelds", "--expires-in"],
      ["--expires-on 2020-01-01", "--expires-on"],
      ["--expires-on 2027-02-30", "--expires-on"],
      ["--expires-on 2099-01-01", "--expires-on"],
      ["--never-expires=", "--never-expires"],
    ]) {
      const { code, errors } = await muster(`token create ${place} ${refused}`.trim());
      expect([refused, code, errors.split(":")[0]]).toEqual([refused, 1, option]);
    }
  });

  test("is never printed again once it was made", async () => {
    const { organization, token } = await createTenant();
    const place = `--organization ${organization.slug} --directory generic`;
    const shown = [await muster(`token list ${place}`), await muster(`token list ${place} --json`)];
    for (const { out } of shown) expect(out).not.toContain(token.token);
  });

  test("is rotated by its id alone, which can be cancelled while both work", async () => {
    const { token } = await createTenant();
    const { tokenId: id } = token;
    const made = await json(`token rotate --id ${id} --old-ends 24h --expires-in 1y`);
    expect(parseToken(String(made.token))).toBeDefined();
    expect(made).toMatchObject({ replacesTokenId: id, oldEndsAt: expect.stringMatching(/^\d{4}-/) });
    expect((await muster(`token rotate --id ${id} --expires-in 1y`)).errors).toContain("rotation already");
    expect(await json(`token cancel-rotation --id ${id}`)).toEqual({ tokenId: id, name: token.name });
    expect((await muster(`token cancel-rotation --id ${id}`)).code).toBe(1);
    expect((await muster(`token rotate --id ${id} --expires-in 1y`)).out).toContain("by itself, on proof");
    for (const wrong of ["--old-ends 2h --expires-in 1y", "--old-ends now", "--expires-on 2020-01-01"]) {
      expect([wrong, (await muster(`token rotate --id ${id} ${wrong}`)).code]).toEqual([wrong, 1]);
    }
  });

  test("is revoked by its id alone", async () => {
    const { token } = await createTenant();
    expect(await json(`token revoke --id ${token.tokenId}`)).toMatchObject({ tokenId: token.tokenId });
  });
});

test("a directory is switched off and on by name", async () => {
  const { organization } = await createTenant();
  const place = `--organization ${organization.slug} --directory generic`;
  expect(await json(`directory disable ${place}`)).toMatchObject({ enabled: false });
  expect(await json(`directory enable ${place}`)).toMatchObject({ enabled: true });
  const missing = await muster(`directory disable --organization ${organization.slug} --directory other`);
  expect(missing).toMatchObject({ code: 1, out: "" });
});

test.each(["org", "admin", "directory", "token", "oauth-client", "domain"])(
  "every command of %s has help with an example",
  async (group) => {
    const { out } = await muster(`${group} --help`);
    const names = [...out.matchAll(/^ {2}(\w+)(?: \[options\])? {2,}\w/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== "help");
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const help = await muster(`${group} ${name} --help`);
      expect(help.code).toBe(0);
      expect(help.out).toContain(`npm run --silent muster -- ${group} ${name}`);
      expect(help.out).toContain("--json");
    }
  },
);
