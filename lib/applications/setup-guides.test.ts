import { describe, expect, test } from "vitest";
import messages from "@/messages/en.json";
import { milestones } from "./milestones";
import { applicationIds } from "./profile";
import { authenticationsOf, guideProviders, stepIds, valuesOf } from "./guide-steps";
import { setupGuideOf } from "./setup-guides";

const guides = applicationIds.flatMap((application) =>
  guideProviders.map((provider) => ({ application, provider, steps: setupGuideOf(application, provider) })),
);
const words = messages.guide;
const has = (group: object, key: string) => key in group;

describe.each(guides)("the guide of $application with $provider", ({ application, provider, steps }) => {
  test("has words for every step, label, note, picture and thing it waits for", () => {
    const missing = steps.flatMap(({ id, path, notes = [], evidence, picture, place }) => [
      ...(has(words.steps, id) ? [] : [`steps.${id}`]),
      ...path.filter((label) => !has(words.labels, label)).map((label) => `labels.${label}`),
      ...notes.filter((note) => !has(words.notes, note)).map((note) => `notes.${note}`),
      ...evidence.filter((kind) => !has(words.evidence, kind)).map((kind) => `evidence.${kind}`),
      ...(picture === undefined || has(words.pictures, picture) ? [] : [`pictures.${picture}`]),
      ...(has(words.where, place) ? [] : [`where.${place}`]),
    ]);
    expect(missing).toEqual([]);
  });

  test("names each step once, and waits only for what can be seen", () => {
    const ids = steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = [...milestones, "credential", "service", "provider", "domain", "people"];
    expect(steps.flatMap(({ evidence }) => evidence).filter((kind) => !known.includes(kind))).toEqual([]);
  });

  test("pastes the values in one step, which the connection test turns green", () => {
    const connecting = steps.filter(({ controls }) => controls?.includes("credentials"));
    expect(connecting.map(({ evidence }) => evidence)).toEqual([["credential", "testConnection"]]);
    expect(connecting[0]?.controls).toContain("test");
  });

  test("starts small before it goes on to everyone, groups and leavers", () => {
    const firstOf = (kind: string) => steps.findIndex(({ evidence }) => evidence.some((each) => each === kind));
    const order = ["testConnection", "person", "people", "group", "leaver"].map(firstOf);
    expect(order).toEqual([...order].sort((left, right) => left - right));
    expect(order).not.toContain(-1);
  });

  test("lets nobody past what the others stand on", () => {
    const needed = steps.filter(({ optional }) => optional !== true).flatMap(({ evidence }) => evidence);
    expect(needed).toEqual(expect.arrayContaining(["credential", "testConnection", "person"]));
  });

  test("names every value as the portal does", () => {
    const values = authenticationsOf[provider].flatMap((way) => valuesOf[way]);
    expect(values.filter((value) => !has(words.values[provider], value))).toEqual([]);
    expect(authenticationsOf[provider][0]).toBe("bearer");
    expect(application).not.toBe("");
  });
});

test("every step belongs to a guide", () => {
  const used = new Set(guides.flatMap(({ steps }) => steps.map(({ id }) => id)));
  expect(stepIds.filter((id) => !used.has(id))).toEqual([]);
});

describe("each application begins in its own words", () => {
  const titles = (application: (typeof applicationIds)[number]) =>
    setupGuideOf(application, "entra").map(({ id }) => words.steps[id].title);

  test("8x8: single sign-on, then the values of Show user provisioning information", () => {
    expect(titles("8x8")[0]).toBe("Set up single sign-on first");
    const connect = setupGuideOf("8x8", "entra").find(({ id }) => id === "entraConnect");
    expect(connect?.notes).toContain("eightCredentials");
    expect(words.notes.eightCredentials).toMatch(
      /Admin Console → Identity management → Show user provisioning information.*8x8 URL.*8x8 API token/,
    );
  });

  test("RingCentral: Select a directory provider, then Enable SCIM service, under Tools and Directory integration", () => {
    expect(titles("ringcentral").slice(0, 2)).toEqual(["Select a directory provider", "Enable SCIM service"]);
    expect(setupGuideOf("ringcentral", "entra")[1]?.path.map((label) => words.labels[label])).toEqual([
      "Tools",
      "Directory integration",
      "Enable SCIM service",
    ]);
  });

  test("iPass SmartConnect: its domains before anybody is sent", () => {
    expect(setupGuideOf("ipass-smartconnect", "other")[0]).toMatchObject({ evidence: ["domain"], page: "domains" });
  });

  test("Entra: assigning with Default Access is warned of where people are assigned", () => {
    const small = setupGuideOf("generic", "entra").find(({ id }) => id === "entraSmall");
    expect(small?.notes).toContain("defaultAccess");
    expect(words.notes.defaultAccess).toMatch(/Default Access.*not effectively entitled/);
  });
});
