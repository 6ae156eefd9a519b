import { describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import { ForbiddenError } from "@/lib/auth/permissions";
import { SetAssignedCountsInput } from "@/lib/inputs/assigned-counts";
import { addAdmin, createTenant } from "@/prisma/factories";
import { setAssignedCounts } from "./assigned-counts";
import { listAuditEvents } from "./audit";
import { rhythmOf } from "./findings";

describe("how many are assigned at the identity provider", () => {
  test("is said by an admin, with the time and an audit event, corrected, and forgotten with neither number", async () => {
    const { owner, directory } = await createTenant();
    const scope = { ...owner.scope, directoryId: directory.id };
    expect((await rhythmOf(scope)).assigned).toBeUndefined();
    await setAssignedCounts(owner.scope, { directoryId: directory.id, users: 1_200, groups: 30 });
    const { assigned } = await rhythmOf(scope);
    expect(assigned).toMatchObject({ users: 1_200, groups: 30 });
    expect(Date.now() - (assigned?.at.getTime() ?? 0)).toBeLessThan(60_000);
    const [event] = await listAuditEvents(owner.scope, { limit: 1 });
    expect(event).toMatchObject({
      action: "directory.assigned",
      target: directory.slug,
      directoryId: directory.id,
      details: { users: 1_200, groups: 30 },
    });
    await setAssignedCounts(owner.scope, { directoryId: directory.id, users: 1_300, groups: null });
    expect((await rhythmOf(scope)).assigned).toMatchObject({ users: 1_300, groups: null });
    await setAssignedCounts(owner.scope, { directoryId: directory.id, users: null, groups: null });
    expect((await rhythmOf(scope)).assigned).toBeUndefined();
  });

  test("is not an auditor's to say", async () => {
    const { scope, directory } = await createTenant();
    const auditor = await addAdmin(scope, "auditor");
    const counts = { directoryId: directory.id, users: 5, groups: null };
    await expect(setAssignedCounts(auditor.scope, counts)).rejects.toThrow(ForbiddenError);
    expect((await rhythmOf({ ...auditor.scope, directoryId: directory.id })).assigned).toBeUndefined();
  });

  test("of another organization's directory, or of none, is answered as of one that does not exist", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    for (const directoryId of [theirs.directory.id, uuidv7()]) {
      const counts = { directoryId, users: 5, groups: null };
      await expect(setAssignedCounts(mine.owner.scope, counts)).rejects.toMatchObject({ key: "errors.notFound" });
    }
    const [scope, directoryId] = [theirs.owner.scope, theirs.directory.id];
    expect((await rhythmOf({ ...scope, directoryId })).assigned).toBeUndefined();
    await setAssignedCounts(scope, { directoryId, users: 5, groups: null });
    expect((await rhythmOf({ ...scope, directoryId })).assigned).toMatchObject({ users: 5 });
  });

  test("is a whole number of people from 1 and of groups from 0 to ten million, or nothing", () => {
    const isTaken = (counts: object) =>
      SetAssignedCountsInput.safeParse({ directoryId: uuidv7(), users: null, groups: null, ...counts }).success;
    const taken = [{}, { users: 1 }, { users: 10_000_000, groups: 0 }];
    expect(taken.filter((counts) => !isTaken(counts))).toEqual([]);
    const refused = [
      { users: 0 },
      { users: 10_000_001 },
      { users: 1.5 },
      { users: Number.NaN },
      { users: Number.POSITIVE_INFINITY },
      { users: "12" },
      { groups: -1 },
      { groups: 10_000_001 },
      { directoryId: "x" },
    ];
    expect(refused.filter(isTaken)).toEqual([]);
  });
});
