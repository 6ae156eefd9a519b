import { describe, expect, test } from "vitest";
import { decideTelling } from "./decide-telling";
import type { AlertFinding, AlertSituation, OngoingFailure } from "./decide-telling";

const start = Date.parse("2026-11-21T12:00:00Z");
const at = (minutes: number) => new Date(start + minutes * 60_000);
const never = { clearedAt: null, openToldAt: null, clearToldAt: null };

let count = 0;
const finding = (found: number, more: Partial<AlertFinding> = {}): AlertFinding => ({
  id: `f${(count += 1)}`,
  kind: "failing",
  key: "MUSTER-A07",
  severity: "warning",
  foundAt: at(found),
  ...never,
  ...more,
});

const decide = (minutes: number, findings: readonly AlertFinding[], more: Partial<AlertSituation<AlertFinding>> = {}) =>
  decideTelling({
    at: at(minutes),
    findings,
    isQuiet: () => false,
    ongoing: undefined,
    mails: true,
    webhooks: true,
    ...more,
  });

/** What decide says, written down as lib/alerts/finding-alert.ts writes it: a small world that goes on by itself. */
function follow() {
  let findings: AlertFinding[] = [];
  let ongoing: OngoingFailure | undefined;
  const told: string[] = [];
  const change = (id: string, more: Partial<AlertFinding>) =>
    (findings = findings.map((one) => (one.id === id ? { ...one, ...more } : one)));
  return {
    told,
    open: (minutes: number, more: Partial<AlertFinding> = {}) => findings.push(finding(minutes, more)),
    clear: (minutes: number) =>
      (findings = findings.map((one) => (one.clearedAt === null ? { ...one, clearedAt: at(minutes) } : one))),
    look: (minutes: number) => {
      const telling = decide(minutes, findings, { ongoing });
      for (const { id } of telling.opened) change(id, { openToldAt: at(minutes) });
      for (const { id } of telling.cleared) change(id, { clearToldAt: at(minutes) });
      for (const one of telling.resumed) {
        change(one.finding.id, { openToldAt: one.toldAt });
        change(one.former.id, { clearToldAt: at(minutes) });
      }
      ongoing = telling.ongoing;
      told.push(...telling.opened.map(({ key }) => `${minutes} opened ${key}`));
      told.push(...telling.cleared.map(({ key }) => `${minutes} cleared ${key}`));
      if (telling.mail) told.push(`${minutes} mail ${telling.mail.phase} ${telling.mail.findings.length}`);
    },
  };
}

test("a finding is told when it has been there for two minutes, and not before", () => {
  const one = finding(0);
  expect(decide(1.9, [one])).toMatchObject({ opened: [], mail: undefined, ongoing: undefined });
  expect(decide(2, [one])).toEqual({
    opened: [one],
    cleared: [],
    resumed: [],
    mail: { phase: "started", findings: [one] },
    ongoing: { startedAt: at(2), severity: "warning", mailedAt: at(2) },
  });
});

test("what ends before anybody was told is never told", () => {
  const world = follow();
  world.open(0);
  world.clear(1);
  for (let minute = 2; minute < 100; minute += 1) world.look(minute);
  expect(world.told).toEqual([]);
});

test("a failure of three days is one mail at its start, one a day, and one when it is over", () => {
  const world = follow();
  world.open(0);
  for (let minute = 0; minute <= 72 * 60; minute += 5) world.look(minute);
  world.open(72 * 60, { key: "MUSTER-D01" });
  world.clear(73 * 60);
  for (let minute = 73 * 60; minute <= 75 * 60; minute += 5) world.look(minute);
  const day = 24 * 60;
  expect(world.told.filter((line) => line.includes("mail"))).toEqual([
    "5 mail started 1",
    `${5 + day} mail going 1`,
    `${5 + 2 * day} mail going 1`,
    `${73 * 60 + 10} mail over 1`,
  ]);
});

test("more findings of the same failure are no more mails, but more events", () => {
  const world = follow();
  world.open(0);
  world.look(2);
  world.open(10, { key: "MUSTER-D01" });
  world.open(11, { key: "MUSTER-D02" });
  world.look(30);
  expect(world.told).toEqual([
    "2 opened MUSTER-A07",
    "2 mail started 1",
    "30 opened MUSTER-D01",
    "30 opened MUSTER-D02",
  ]);
});

test("a failure that becomes critical is told once more, at once", () => {
  const world = follow();
  world.open(0);
  world.look(2);
  world.open(10, { kind: "failureShare", key: "", severity: "critical" });
  world.look(12);
  world.look(13);
  expect(world.told.filter((line) => line.includes("mail"))).toEqual(["2 mail started 1", "12 mail worse 2"]);
});

describe("what comes and goes", () => {
  test("within minutes is told once as begun and once as over", () => {
    const world = follow();
    for (let minute = 0; minute < 48; minute += 1) {
      if (minute % 6 === 0) world.open(minute);
      if (minute % 6 === 4) world.clear(minute);
      world.look(minute);
    }
    for (let minute = 48; minute < 90; minute += 1) world.look(minute);
    expect(world.told).toEqual(["2 opened MUSTER-A07", "2 mail started 1", "56 cleared MUSTER-A07", "56 mail over 1"]);
  });

  test("after its end was told is not told again within the hour, and then is", () => {
    const world = follow();
    world.open(0);
    world.look(2);
    world.clear(5);
    world.look(15);
    world.open(20);
    for (let minute = 20; minute < 70; minute += 1) world.look(minute);
    expect(world.told).toEqual([
      "2 opened MUSTER-A07",
      "2 mail started 1",
      "15 cleared MUSTER-A07",
      "15 mail over 1",
      "62 opened MUSTER-A07",
      "62 mail started 1",
    ]);
  });

  test("within the hour does not keep another finding from being told", () => {
    const world = follow();
    world.open(0);
    world.look(2);
    world.clear(5);
    world.look(15);
    world.open(20, { key: "MUSTER-D01" });
    world.look(22);
    expect(world.told.slice(-2)).toEqual(["22 opened MUSTER-D01", "22 mail started 1"]);
  });
});

test("an end that a survey saw just before the mail was written is told as over all the same", () => {
  const one = finding(0, { openToldAt: at(2), clearedAt: at(1.99) });
  const ongoing = { startedAt: at(2), severity: "warning", mailedAt: at(2) } as const;
  expect(decide(20, [one], { ongoing }).mail).toEqual({ phase: "over", findings: [one] });
});

describe("a quiet kind", () => {
  const isQuiet = () => true;

  test("is not told", () => {
    expect(decide(60, [finding(0)], { isQuiet })).toMatchObject({ opened: [], mail: undefined, ongoing: undefined });
  });

  test("that was made quiet while it goes on ends the failure without a word, and its end is told to webhooks", () => {
    const one = finding(0, { openToldAt: at(2) });
    const ongoing = { startedAt: at(2), severity: "warning", mailedAt: at(2) } as const;
    expect(decide(60, [one], { isQuiet, ongoing })).toMatchObject({ mail: undefined, ongoing: undefined });
    const over = { ...one, clearedAt: at(61) };
    expect(decide(80, [over], { isQuiet })).toMatchObject({ cleared: [over], mail: undefined });
  });
});

describe("with nobody to tell", () => {
  test("a finding stays untold, for whoever comes", () => {
    expect(decide(60, [finding(0)], { mails: false, webhooks: false })).toMatchObject({ opened: [], mail: undefined });
  });

  test("by e-mail, webhooks are told, and e-mail that is turned on later tells of what goes on", () => {
    const one = finding(0);
    expect(decide(2, [one], { mails: false })).toMatchObject({ opened: [one], mail: undefined, ongoing: undefined });
    const told = { ...one, openToldAt: at(2) };
    expect(decide(90, [told])).toMatchObject({ opened: [], mail: { phase: "started", findings: [told] } });
  });

  test("by e-mail any more, a failure ends without a word", () => {
    const ongoing = { startedAt: at(2), severity: "warning", mailedAt: at(2) } as const;
    const one = finding(0, { openToldAt: at(2) });
    expect(decide(60, [one], { ongoing, mails: false })).toMatchObject({ mail: undefined, ongoing: undefined });
  });
});
