/** ⌘K finds who is refused and was never here. */
import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { beginSurveys } from "@/lib/db/directory-health";
import { MarksMemory } from "@/lib/insight/marks-memory";
import { surveyUpTo } from "@/lib/insight/survey-directory";
import { createUnattendedTenant } from "@/prisma/factories";
import { provisionedDirectory, type ProvisionedDirectory } from "./__fixtures__/provisioned-directory";
import { searchDirectory } from "./search-directory";
import { listRefusedNames } from "./who-is";

let own: ProvisionedDirectory;

beforeEach(async () => {
  own = await provisionedDirectory();
  const now = new Date();
  await beginSurveys(now, new Date(now.getTime() - 60_000));
});

/** Reads all that the log has by now. */
async function survey(): Promise<void> {
  const before = new Date(Date.now() + 1);
  const read = { before, now: before, memory: new MarksMemory() };
  expect(await db.$transaction((transaction) => surveyUpTo(transaction, own.scope, read))).toBe(false);
}

const search = (query: string) =>
  searchDirectory(own.tenant.owner.scope, { directorySlug: own.tenant.directory.slug, query });

/** Eva cannot be created. @returns the id of the refused request */
async function refuse(): Promise<string | undefined> {
  const body = { userName: "Eva@contoso.example", displayName: "Eva Lund", active: "perhaps" };
  const { status, headers } = await own.call("POST", "/Users", body);
  expect(status).toBe(400);
  return headers["X-Request-Id"];
}

test("who is refused is found by either name, with the last refusal, until they are here", async () => {
  await own.create("bo@contoso.example");
  await refuse();
  const eventId = await refuse();
  await survey();
  const eva = { name: "Eva Lund", code: expect.stringMatching(/^MUSTER-/), eventId };
  expect(await search("lund")).toMatchObject({ people: [], former: [], refused: [eva] });
  expect((await search("EVA@")).refused).toMatchObject([eva]);
  expect((await search("contoso")).refused).toMatchObject([eva]);
  for (const nobody of ["bo@", "user", "request"]) expect((await search(nobody)).refused).toEqual([]);
  await own.create("eva@contoso.example", { displayName: "Eva Lund" });
  await survey();
  expect(await search("lund")).toMatchObject({ people: [{ name: "Eva Lund" }], refused: [] });
});

test("somebody who is here and whose change is refused is found once, as who they are", async () => {
  const id = await own.create("eva@contoso.example", { displayName: "Eva Lund" });
  expect((await own.set(id, "active", "perhaps")).status).toBe(400);
  await survey();
  expect(await search("lund")).toMatchObject({ people: [{ id }], refused: [] });
});

test("another organization finds nobody", async () => {
  await refuse();
  await survey();
  const other = await createUnattendedTenant();
  for (const directoryId of [other.directory.id, own.scope.directoryId]) {
    expect(await listRefusedNames({ ...other.scope, directoryId }, "lund")).toEqual([]);
  }
});
