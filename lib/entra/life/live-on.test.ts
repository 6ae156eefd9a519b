import { describe, expect, test } from "vitest";
import { Random } from "../tenant/random";
import type { Tenant } from "../tenant/tenant";
import { generateCompany } from "./company";
import { liveOn } from "./live-on";

const start = Date.UTC(2026, 0, 1);
const company = generateCompany({ users: 200, groups: 20 });
const year = liveOn({ tenant: company, now: start }, 365, new Random(1));

const asJson = ({ users, groups, assignments }: Tenant) => JSON.stringify([[...users], [...groups], assignments]);

describe("a company lives", () => {
  test("the same from the same seed, another life from another, and the one it began with is left as it was", () => {
    const before = asJson(company);
    const again = liveOn({ tenant: company, now: start }, 365, new Random(1));
    expect(asJson(again.tenant)).toBe(asJson(year.tenant));
    expect(again.happenings).toEqual(year.happenings);
    const other = liveOn({ tenant: company, now: start }, 365, new Random(2));
    expect(asJson(other.tenant)).not.toBe(asJson(year.tenant));
    expect(asJson(company)).toBe(before);
  });

  test("in a year everything happens to somebody, and the company stays about as large as it was", () => {
    const kinds = new Set(year.happenings.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      [
        "joined left softDeleted hardDeleted returned moved promoted gotAnotherManager relocated changedPhone",
        "gaveUpMobile married changedRole wasUnassigned wasAssignedAgain leftScope enteredScope groupCreated",
        "groupRenamed groupDeleted memberAdded memberRemoved groupNested",
      ]
        .join(" ")
        .split(" ")
        .sort(),
    );
    const active = [...year.tenant.users.values()].filter(
      ({ attributes, deleted }) => deleted === undefined && attributes["accountEnabled"] === true,
    );
    expect(active.length).toBeGreaterThan(180);
    expect(active.length).toBeLessThan(240);
  });

  test("who is deleted is gone for good 30 days later, and no sooner", () => {
    const at = (kind: string, id: string) =>
      year.happenings.findLast((one) => one.kind === kind && one.id === id)?.at ?? Number.NaN;
    const purged = year.happenings.filter(({ kind }) => kind === "hardDeleted");
    expect(purged.length).toBeGreaterThan(0);
    for (const { id, at: when } of purged)
      expect(Math.round((when - at("softDeleted", id)) / (24 * 60 * 60 * 1000))).toBe(30);
  });

  test("nobody is their own manager's manager, and nobody has a manager or a group a member who is gone", () => {
    const { users, groups } = year.tenant;
    for (const user of users.values()) {
      let above = user.manager;
      for (let steps = 0; above !== undefined; steps += 1) {
        expect(steps).toBeLessThan(100);
        above = users.get(above)?.manager;
      }
      if (user.manager !== undefined && user.deleted === undefined)
        expect(users.get(user.manager)?.deleted).toBeUndefined();
    }
    for (const { members, deleted } of groups.values())
      for (const member of deleted === undefined ? members : [])
        expect((users.get(member) ?? groups.get(member))?.deleted).not.toBe("hard");
  });

  test("no login and no group's name is had by two", () => {
    const logins = [...year.tenant.users.values()].map(({ attributes }) => attributes["userPrincipalName"]);
    expect(new Set(logins).size).toBe(logins.length);
    const names = [...year.tenant.groups.values()].map(({ attributes }) => attributes["displayName"]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("in forty minutes less happens than in a day, and time passes all the same", () => {
    let lived = { tenant: company, now: start };
    const random = new Random(3);
    let happened = 0;
    for (let cycle = 0; cycle < 36; cycle += 1) {
      const next = liveOn(lived, 40 / (24 * 60), random);
      happened += next.happenings.length;
      lived = next;
    }
    expect(Math.round((lived.now - start) / 1000)).toBe(24 * 60 * 60);
    expect(happened).toBeGreaterThan(0);
    expect(happened).toBeLessThan(40);
  });
});
