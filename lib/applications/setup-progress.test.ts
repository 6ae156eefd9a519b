import { describe, expect, test } from "vitest";
import { type Evidence, type StepId } from "./guide-steps";
import { setupGuideOf } from "./setup-guides";
import { progressOf, type SetupFacts, type StepMark } from "./setup-progress";

const at = new Date("2026-11-21T12:00:00Z");
const guide = setupGuideOf("8x8", "entra");
const facts = (seen: readonly Evidence[], marks: Partial<Record<StepId, "done" | "skipped">> = {}): SetupFacts => {
  const entries = Object.entries(marks).map(([id, mark]): [string, StepMark] => [
    id,
    { at, by: "lena@contoso.com", skipped: mark === "skipped" },
  ]);
  return { seen: Object.fromEntries(seen.map((kind) => [kind, { at }])), marks: Object.fromEntries(entries) };
};
const states = (steps: Parameters<typeof progressOf>[0], known: SetupFacts) =>
  Object.fromEntries(progressOf(steps, known).steps.map(({ step, state }) => [step.id, state]));

describe("a setup guide", () => {
  test("begins with its first step", () => {
    expect(progressOf(guide, facts([]))).toMatchObject({ over: 0, isOver: false });
    expect(states(guide, facts([]))).toMatchObject({ sso: "current", entraOpen: "todo" });
  });

  test("waits for all that a step asks for", () => {
    const known = facts(["credential"], { sso: "skipped", entraOpen: "done" });
    expect(states(guide, known)).toMatchObject({ sso: "skipped", entraOpen: "done", entraConnect: "current" });
    expect(states(guide, facts(["credential", "testConnection"])).entraConnect).toBe("done");
  });

  test("takes a request that arrived as proof of the steps before it that nobody ticked", () => {
    expect(states(guide, facts(["credential", "lookup", "person"]))).toMatchObject({
      entraOpen: "done",
      entraConnect: "done",
      entraMapping: "done",
      entraSmall: "done",
      entraEveryone: "current",
    });
  });

  test("does not take it as proof of advice, and waits for none that was passed", () => {
    const known = states(guide, facts(["credential", "testConnection"]));
    expect(known).toMatchObject({ sso: "todo", entraMapping: "current" });
  });

  test("opens the connecting step again when no credential works any more, whatever has arrived", () => {
    expect(states(guide, facts(["testConnection", "lookup", "person", "people"])).entraConnect).toBe("current");
  });

  test("never passes RingCentral's service while it is off", () => {
    const ringCentral = setupGuideOf("ringcentral", "entra");
    expect(states(ringCentral, facts(["provider", "credential", "testConnection", "lookup", "person"]))).toMatchObject({
      ringcentralProvider: "done",
      ringcentralService: "current",
    });
  });

  test("lets only what is optional be skipped, and only what nothing proves be ticked", () => {
    const known = facts([], { entraOpen: "done", entraSmall: "skipped", entraConnect: "done", entraGroups: "skipped" });
    expect(states(guide, known)).toMatchObject({
      entraSmall: "todo",
      entraConnect: "current",
      entraGroups: "skipped",
    });
  });

  test("calls a skipped step done once it is proved after all", () => {
    expect(states(guide, facts(["group"], { entraGroups: "skipped" })).entraGroups).toBe("done");
  });

  test("is over when every step is done or skipped", () => {
    const known = facts(["credential", "testConnection", "lookup", "person", "people"], {
      sso: "done",
      entraGroups: "skipped",
      entraLeaver: "skipped",
    });
    expect(progressOf(guide, known)).toMatchObject({ over: guide.length, isOver: true });
  });
});
