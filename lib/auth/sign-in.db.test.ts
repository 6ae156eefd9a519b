import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { createTenant } from "@/prisma/factories";
import { signIn } from "./sign-in";

/** An address of its own for each test: what one test guesses must not throttle another. */
const someAddress = () => `test-${crypto.randomUUID()}`;

const attempt = (email: string, password: string, address: string) =>
  signIn({ credentials: { email, password }, address, userAgent: "vitest" }, new Date());

async function guessTimes(times: number, email: string, address: () => string) {
  const kinds: string[] = [];
  for (let index = 0; index < times; index += 1) kinds.push((await attempt(email, "wrong guess", address())).kind);
  return kinds;
}

describe("signing in", () => {
  test("opens a session of the admin, from where and with what", async () => {
    const { owner } = await createTenant();
    const outcome = await attempt(owner.email.toUpperCase(), owner.password, "192.0.2.7");
    if (outcome.kind !== "signedIn") throw new Error(outcome.kind);
    const session = await db.adminSession.findUniqueOrThrow({ where: { id: outcome.sessionId } });
    expect(session).toMatchObject({ adminId: owner.id, ip: "192.0.2.7", userAgent: "vitest", revokedAt: null });
  });

  test("answers an unknown e-mail address, a wrong password and a disabled admin alike", async () => {
    const { owner } = await createTenant();
    const from = someAddress();
    expect(await attempt("nobody@contoso.example", owner.password, from)).toEqual({ kind: "refused" });
    expect(await attempt(owner.email, "wrong guess", from)).toEqual({ kind: "refused" });
    await db.admin.update({ where: { id: owner.id }, data: { disabledAt: new Date() } });
    expect(await attempt(owner.email, owner.password, from)).toEqual({ kind: "refused" });
  });

  test.each([undefined, {}, { email: 1, password: [] }, { email: "a", password: "b" }])(
    "refuses credentials shaped %j",
    async (credentials) => {
      const request = { credentials, address: someAddress(), userAgent: undefined };
      expect(await signIn(request, new Date())).toEqual({ kind: "refused" });
    },
  );
});

describe("the throttle", () => {
  test("stops the eleventh guess at an account from an address, even with the right password, and says for how long", async () => {
    const { owner } = await createTenant();
    const from = someAddress();
    expect(await guessTimes(10, owner.email, () => from)).toEqual(Array.from({ length: 10 }, () => "refused"));
    const outcome = await attempt(owner.email, owner.password, from);
    if (outcome.kind !== "throttled") throw new Error(outcome.kind);
    expect(outcome.retryAfterS).toBeGreaterThan(14 * 60);
    expect(outcome.retryAfterS).toBeLessThanOrEqual(15 * 60);
    expect(await attempt(owner.email, owner.password, someAddress())).toMatchObject({ kind: "signedIn" });
  });

  test("treats an unknown e-mail address as it treats a known one", async () => {
    const from = someAddress();
    const email = `${crypto.randomUUID()}@contoso.example`;
    expect((await guessTimes(11, email, () => from)).at(-1)).toBe("throttled");
  });

  test("stops the thirty-first guess at an account, from wherever it comes", async () => {
    const email = `${crypto.randomUUID()}@contoso.example`;
    const kinds = await guessTimes(31, email, someAddress);
    expect(kinds.slice(0, 30)).not.toContain("throttled");
    expect(kinds[30]).toBe("throttled");
  });

  test("stops the hundred-and-first guess from an address, at whomever it is aimed", async () => {
    const from = someAddress();
    const guess = () => attempt(`${crypto.randomUUID()}@contoso.example`, "wrong guess", from);
    const outcomes = await Promise.all(Array.from({ length: 101 }, guess));
    expect(outcomes.filter(({ kind }) => kind === "throttled")).toHaveLength(1);
  });

  test("does not count a right password, so that a busy office does not lock itself out", async () => {
    const { owner } = await createTenant();
    const from = someAddress();
    await guessTimes(9, owner.email, () => from);
    expect(await attempt(owner.email, owner.password, from)).toMatchObject({ kind: "signedIn" });
    expect(await guessTimes(10, owner.email, () => from)).not.toContain("throttled");
  });

  test("lets nobody slip through by guessing many times at once", async () => {
    const { owner } = await createTenant();
    const from = someAddress();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt(owner.email, "wrong guess", from)));
    expect(outcomes.filter(({ kind }) => kind === "refused")).toHaveLength(10);
  });

  test("ends when its time is over", async () => {
    const { owner } = await createTenant();
    const from = someAddress();
    await guessTimes(11, owner.email, () => from);
    await pool.query('UPDATE "RateLimit" SET "expire" = $1', [Date.now() - 1]);
    expect(await attempt(owner.email, owner.password, from)).toMatchObject({ kind: "signedIn" });
  });

  test("keeps no e-mail address of whoever was guessed at", async () => {
    const email = `${crypto.randomUUID()}@contoso.example`;
    await guessTimes(1, email, someAddress);
    const { rows } = await pool.query('SELECT 1 FROM "RateLimit" WHERE strpos("key", $1) > 0', [email.split("@")[0]]);
    expect(rows).toEqual([]);
  });
});
