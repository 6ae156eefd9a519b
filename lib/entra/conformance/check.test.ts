/** The vocabulary of recorded cases can say no: each kind of check holds for one answer and complains of another. */
import { expect, test } from "vitest";
import type { Json } from "../json";
import { conformanceClient, type Exchange } from "./client";
import type { Check } from "./case";
import { complaintsOf, errorUrn } from "./check";
import { Variables } from "./variables";

function answer(body: Json | undefined, status = 200, headers: Record<string, string> = {}): Exchange {
  const text = body === undefined ? "" : JSON.stringify(body);
  const request = { method: "GET", url: "/Users", requestHeaders: {}, requestText: "" };
  return { ...request, status, headers: new Headers(headers), text, body, durationMs: 1 };
}

const ana: Json = { id: "1", userName: "ana", active: true, roles: [{ value: "a" }, { value: "b", primary: true }] };
const error: Json = { schemas: [errorUrn], status: "404", detail: "There is no such person." };
const scimJson = { "content-type": "application/scim+json" };

const cases: [check: Check, holds: Exchange, fails: Exchange][] = [
  [{ status: [200, 204] }, answer(ana), answer(ana, 201)],
  [{ path: "userName", equals: "{{name}}" }, answer(ana), answer({ userName: "bo" })],
  [{ path: "userName", notEquals: "bo" }, answer(ana), answer({ userName: "bo" })],
  [{ path: "userName", oneOf: ["ana", "bo"] }, answer(ana), answer({ userName: "chen" })],
  [{ path: "userName", matches: "^a" }, answer(ana), answer({ userName: "bo" })],
  [{ path: "active", type: "boolean" }, answer(ana), answer({ active: "True" })],
  [{ path: "n", between: [1, 2] }, answer({ n: 2 }), answer({ n: 3 })],
  [{ path: "n", atLeast: 2 }, answer({ n: 2 }), answer({ n: "2" })],
  [{ path: "roles", count: 2 }, answer(ana), answer({ roles: [] })],
  [{ path: "roles", contains: { primary: true } }, answer(ana), answer({ roles: [{ primary: "True" }] })],
  [{ path: "roles", lacks: { value: "c" } }, answer(ana), answer({ roles: [{ value: "c" }] })],
  [{ path: "", includes: { roles: [{}, { value: "b" }] } }, answer(ana), answer({ roles: [{ value: "b" }] })],
  [{ path: "", onlyKeys: ["id", "schemas"] }, answer({ id: "1" }), answer(ana)],
  [{ path: "title", absent: true }, answer(ana), answer({ title: null })],
  [{ path: "title", unassigned: true }, answer({ title: null }), answer({ title: "x" })],
  [{ path: "", unchanged: "saved" }, answer(ana), answer({ ...Object(ana), active: false })],
  [{ path: 'roles[value eq "b"].primary', equals: true }, answer(ana), answer({ roles: [{ value: "b" }] })],
  [{ error: {} }, answer(error, 404, scimJson), answer(error, 404)],
  [{ error: {} }, answer(error, 404, scimJson), answer({ ...Object(error), status: 404 }, 404, scimJson)],
  [{ error: {} }, answer(error, 404, scimJson), answer(error, 400, scimJson)],
  [
    { error: { scimType: "noTarget" } },
    answer({ ...Object(error), scimType: "noTarget" }, 404, scimJson),
    answer(error, 404, scimJson),
  ],
  [{ header: "Location", matches: "/Users/1$" }, answer(ana, 201, { location: "/Users/1" }), answer(ana, 201)],
  [{ header: "Location", equalsPath: "id" }, answer(ana, 201, { location: "1" }), answer(ana, 201, { location: "2" })],
  [{ empty: true }, answer(undefined, 204), answer({}, 204)],
  [{ noKey: "^password$" }, answer(ana), answer({ a: [{ Password: "x" }] })],
  [{ textLacks: "<html" }, answer(ana), answer("<HTML>")],
  [{ when: { status: [400] }, checks: [{ empty: true }] }, answer(ana), answer(ana, 400)],
  [{ each: "roles", checks: [{ path: "value", type: "string" }] }, answer(ana), answer({ roles: [{ value: 1 }] })],
  [{ each: "roles", checks: [{ path: "value", type: "string" }] }, answer(ana), answer({ roles: [] })],
  [{ anyOf: [[{ path: "a", equals: 1 }], [{ path: "b", equals: 1 }]] }, answer({ b: 1 }), answer({ c: 1 })],
];

for (const [index, [check, holds, fails]] of cases.entries()) {
  test(`${index + 1} ${JSON.stringify(check)}`, async () => {
    const variables = new Variables();
    variables.set("name", "ana");
    variables.save("saved", ana);
    const context = {
      client: conformanceClient({ tenantUrl: "http://unused.invalid", token: "" }),
      variables,
      given: [],
    };
    expect(await complaintsOf(check, holds, context)).toEqual([]);
    expect(await complaintsOf(check, fails, context)).not.toEqual([]);
  });
}

test("so many accepted in a second are wanted of who turns somebody away, however slow a machine is", async () => {
  const complaints = (statuses: readonly number[]) =>
    complaintsOf({ given: 0, acceptedPerSecond: 25 }, answer(ana), {
      client: conformanceClient({ tenantUrl: "http://unused.invalid", token: "" }),
      variables: new Variables(),
      given: [{ answers: statuses.map((status) => answer(ana, status)), durationMs: 1_000 }],
    });
  expect(await complaints([200, 200])).toEqual([]);
  expect(await complaints([...Array<number>(25).fill(200), 429])).toEqual([]);
  expect(await complaints([200, 429])).toMatchObject([{ text: "only 1.0 requests/s were accepted" }]);
});

test("variables fill in ids, parts of saved resources, and one element per saved id", () => {
  const variables = new Variables();
  variables.save("ids", { id: "1", meta: { version: 'W/"1"' } });
  variables.save("ids", { id: "2", meta: { version: 'W/"2"' } });
  variables.set("clientId", "a");
  variables.set("clientSecret", "b");
  expect(variables.json(["{{ids[*]}}"])).toEqual([{ value: "1" }, { value: "2" }]);
  expect(variables.json({ value: "{{ids[*]}}" })).toEqual({ value: [{ value: "1" }, { value: "2" }] });
  expect(variables.json([{ value: "{{ids[*]}}", type: "User" }])).toEqual([
    { value: "1", type: "User" },
    { value: "2", type: "User" },
  ]);
  expect(variables.text("/Users/{{ids}}?v={{ids:meta.version}}&i={{i}}", 7)).toBe('/Users/2?v=W/"2"&i=7');
  expect(variables.text("Basic {{base64(clientId:clientSecret)}}")).toBe(`Basic ${btoa("a:b")}`);
  expect(variables.text("{{guid}}")).toMatch(/^[0-9a-f-]{36}$/);
  expect(() => variables.text("{{nobody}}")).toThrow("nobody");
});
