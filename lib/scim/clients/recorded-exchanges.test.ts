import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { frozen } from "../__fixtures__/frozen";
import { refusal } from "../__fixtures__/refusal";
import type { JsonObject } from "../json";
import { isJsonObject } from "../json-object";
import { applyPatch } from "../patch/apply-patch";
import { parsePatch } from "../patch/parse-patch";
import { readResource } from "../resource/read-resource";
import { enterpriseUserUrn } from "../urns";

/**
 * What identity providers were seen to send (ENTRA.md §12), read by the core alone: every body that a case expects to
 * succeed does, and means what `results` says. lib/entra/conformance plays the same files over HTTP.
 */
const folder = new URL("../../entra/conformance/recorded/", import.meta.url);

interface Case {
  readonly id: string;
  readonly status: readonly unknown[];
  readonly requests: readonly { readonly save: unknown; readonly request: JsonObject }[];
}

function readCase(path: string): Case {
  const value: unknown = JSON.parse(readFileSync(new URL(path, folder), "utf8"));
  if (!isJsonObject(value) || !isJsonObject(value.request) || !isJsonObject(value.expect)) throw new Error(path);
  const given = Array.isArray(value.given) ? value.given.filter(isJsonObject) : [];
  const steps = given.map(({ save, request }) => ({ save, request: isJsonObject(request) ? request : {} }));
  const { status } = value.expect;
  return {
    id: String(value.id),
    status: Array.isArray(status) ? status : [],
    requests: [...steps, { save: undefined, request: value.request }],
  };
}

const cases = ["entra", "okta", "onelogin", "rfc"]
  .flatMap((dialect) => readdirSync(new URL(dialect, folder)).map((name) => `${dialect}/${name}`))
  .filter((path) => path.endsWith(".json"))
  .map(readCase)
  .filter(({ requests }) => requests.at(-1)?.request.body !== undefined);

/** Plays one request on what was saved; gives back the resource after it. */
function play(request: JsonObject, saved: ReadonlyMap<string, JsonObject>): JsonObject {
  const path = String(request.path);
  const definition = path.startsWith("/Groups") ? groupDefinition : userDefinition;
  const body = frozen(request.body);
  const current = saved.get(/\{\{(\w+)\}\}/.exec(path)?.[1] ?? "") ?? {};
  if (request.method === "POST") return readResource(definition, body, { kind: "create" }).attributes;
  if (request.method === "PUT") return readResource(definition, body, { kind: "replace", current }).attributes;
  return applyPatch(definition, frozen(current), parsePatch(definition, body).operations).attributes;
}

/** The resource before the last request, and the last request itself. */
function prepare({ requests }: Case) {
  const saved = new Map<string, JsonObject>();
  for (const { save, request } of requests.slice(0, -1)) {
    if (request.body === undefined) continue;
    const key = typeof save === "string" ? save : (/\{\{(\w+)\}\}/.exec(String(request.path))?.[1] ?? "");
    saved.set(key, play(request, saved));
  }
  return { saved, request: requests.at(-1)?.request ?? {} };
}

const enterprise = (value: JsonObject) => ({ [enterpriseUserUrn]: value });

/** What the resource holds after some of the cases; `undefined` for what it must not hold. */
const results: Readonly<Record<string, Record<string, unknown>>> = {
  "C-02": { active: true },
  "C-04": { addresses: undefined, title: undefined, preferredLanguage: undefined },
  "C-10": enterprise({ department: "R&D", manager: { value: "{{userId2}}" } }),
  "C-11b": { roles: [{ primary: true, display: "H", value: "R", type: "V" }] },
  "C-14": { active: true },
  "OK-05": { password: undefined, groups: undefined },
  "PL-02": { active: false },
  "PL-04": { active: true },
  "PL-08": { addresses: [{ type: "work", formatted: "Building 1" }], ...enterprise({ department: "IT" }) },
  "PL-10": { emails: [{ type: "work", value: "m@contoso.com" }] },
  "PL-11": {
    roles: [{ primary: true, display: "TQBJ", value: "UOYT", type: "VGNB" }],
    addresses: [{ type: "work", formatted: "L1", streetAddress: "S", locality: "C", primary: true, country: "BZ" }],
  },
  "PL-14": { [enterpriseUserUrn]: undefined },
  "PL-15": { [enterpriseUserUrn]: undefined },
  "PL-19": { emails: undefined },
  "PL-20": { displayName: "User x" },
  "PL-22": { roles: [{ value: "25", display: "Role1234" }] },
  "PL-23": { roles: [{ value: "admin" }] },
  "PL-25": { title: undefined, phoneNumbers: undefined, [enterpriseUserUrn]: undefined },
  "PL-30": { displayName: "Z" },
  "PL-34": {
    emails: [
      { primary: false, type: "work", value: "alice@contoso.com" },
      { type: "home", value: "h@x.y", primary: true },
    ],
  },
  "PC-03": {
    name: { formatted: "Alice Adams", givenName: "Kkom", familyName: "Unua" },
    "name.givenName": undefined,
    ...enterprise({ employeeNumber: "Aklq" }),
  },
  "OK-06": { active: false },
  "OK-07": { displayName: "Test SCIMv2" },
};

describe("recorded exchanges", () => {
  test("are there", () => {
    expect(cases.length).toBeGreaterThan(60);
    expect(cases.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(results)));
  });

  test.each(cases.filter(({ status }) => status.includes(400) && status.length === 1))(
    "$id is refused with 400",
    (each) => {
      const { saved, request } = prepare(each);
      expect(refusal(() => play(request, saved)).status).toBe(400);
    },
  );

  // 409 is the store's to find.
  test.each(cases.filter(({ status }) => status.some((each) => Number(each) < 300 || each === 409)))(
    "$id is understood, and sent again changes nothing more",
    (each) => {
      const { saved, request } = prepare(each);
      const after = play(request, saved);
      expect(after).toMatchObject(
        Object.fromEntries(Object.entries(results[each.id] ?? {}).filter(([, value]) => value !== undefined)),
      );
      for (const [name, value] of Object.entries(results[each.id] ?? {})) {
        if (value === undefined) expect(after).not.toHaveProperty([name]);
      }
      const key = /\{\{(\w+)\}\}/.exec(String(request.path))?.[1] ?? "";
      expect(play(request, new Map([...saved, [key, after]]))).toEqual(after);
    },
  );
});
