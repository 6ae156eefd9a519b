import { afterAll, beforeAll, expect, test } from "vitest";
import { setDirectoryEnabled } from "@/lib/console/directories";
import { createToken, revokeToken } from "@/lib/console/tokens";
import { createUnattendedTenant } from "@/prisma/factories";
import { authenticate } from "./bearer";
import { credentialCache } from "./credential-cache";

beforeAll(() => credentialCache.start());
afterAll(() => credentialCache.stop());

test("a cached token is refused as soon as its revocation is heard of", async () => {
  const { scope, token } = await createUnattendedTenant();
  const ask = () => authenticate(`Bearer ${token.token}`, new Date());
  expect((await ask()).ok).toBe(true);
  expect((await ask()).ok).toBe(true);
  await revokeToken(scope, { tokenId: token.tokenId });
  // The notification travels on a connection of its own.
  await expect
    .poll(ask)
    .toMatchObject({ ok: false, error: { status: 401, code: "MUSTER-T04" }, scope: { directory: {} } });
});

test("a directory that is switched off is seen as off", async () => {
  const { scope, directory, token } = await createUnattendedTenant();
  const ask = () => authenticate(`Bearer ${token.token}`, new Date());
  expect((await ask()).scope?.directory.enabled).toBe(true);
  await setDirectoryEnabled(scope, { directoryId: directory.id, enabled: false });
  await expect.poll(async () => (await ask()).scope?.directory.enabled).toBe(false);
});

test("an expired token is refused by the clock of the request, cached or not", async () => {
  const { scope, directory } = await createUnattendedTenant();
  const { token, expiresAt } = await createToken(scope, { directoryId: directory.id, expiresInDays: 1 });
  const end = expiresAt?.getTime() ?? NaN;
  const askAt = (time: number) => authenticate(`Bearer ${token}`, new Date(time));
  expect((await askAt(end - 1)).ok).toBe(true);
  expect(await askAt(end)).toMatchObject({ ok: false, error: { status: 401, code: "MUSTER-T05" } });
});

test.each([
  ["no header", undefined, "MUSTER-T01"],
  ["another scheme", "Basic YTpi", "MUSTER-T02"],
  ["a token that is not ours", "Bearer wrong", "MUSTER-T02"],
])("%s is refused and belongs to nobody's log", async (_, header, code) => {
  const answer = await authenticate(header, new Date());
  expect(answer).toMatchObject({ ok: false, error: { status: 401, code } });
  expect(answer.scope).toBeUndefined();
});

test.each([
  ["cut short", (token: string) => `Bearer ${token.slice(0, -3)}`],
  ["with a character lost in the middle", (token: string) => `Bearer ${token.slice(0, 30)}${token.slice(31)}`],
  ["pasted with the word Bearer", (token: string) => `Bearer Bearer ${token}`],
  ["under another scheme", (token: string) => `Basic ${token}`],
])("a token %s is refused, in the log of its own directory", async (_, headerOf) => {
  const { directory, token } = await createUnattendedTenant();
  const answer = await authenticate(headerOf(token.token), new Date());
  expect(answer).toMatchObject({ ok: false, error: { status: 401, code: "MUSTER-T02" } });
  expect(answer.scope?.directoryId).toBe(directory.id);
});

test("of a flood of damaged tokens, ten a second are traced to their directory and the rest is refused unread", async () => {
  const { token } = await createUnattendedTenant();
  const now = new Date("2026-11-20T12:00:00Z");
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => authenticate(`Bearer ${token.token.slice(0, -1)}!`, now)),
  );
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  expect(answers.filter(({ scope }) => scope !== undefined)).toHaveLength(10);
  const later = await authenticate(`Bearer ${token.token.slice(0, -1)}!`, new Date(now.getTime() + 1000));
  expect(later.scope).toBeDefined();
});

test("the scheme compares without case", async () => {
  const { token } = await createUnattendedTenant();
  expect((await authenticate(`bearer ${token.token}`, new Date())).ok).toBe(true);
});
