/** What the service does with a body before it looks at what it says (RFC 7644 §3.1, §3.12). */
import { expect, test } from "../fixtures";
import type { Json, JsonObject } from "@/lib/entra/json";
import { expectScimError } from "./expect-error";
import { createUser, userBody, userUrn } from "./resources";

for (const type of [
  "application/scim+json",
  "application/json",
  "application/scim+json; charset=utf-8",
  "Application/JSON;charset=UTF-8",
]) {
  test(`a body of type ${type} is read`, async ({ scim }) => {
    const answer = await scim.post("/Users", userBody("ana"), { headers: { "content-type": type } });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json(;|$)/);
  });
}

for (const [method, path] of [
  ["POST", "/Users"],
  ["PUT", "/Users/{id}"],
  ["PATCH", "/Users/{id}"],
  ["POST", "/Groups"],
] as const) {
  for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded"]) {
    test(`${method} ${path} of type ${type} is 415 and says which types are read`, async ({ scim }) => {
      const id = await createUser(scim, "ana");
      const answer = await scim.request(method, path.replace("{id}", id), {
        body: userBody("ana"),
        headers: { "content-type": type },
      });
      expect(expectScimError(answer, 415)).toContain("application/scim+json");
    });
  }

  for (const [what, bodyRaw] of [
    ["nothing", ""],
    ["half an object", '{"userName": "ana"'],
    ["two objects", "{}{}"],
    ["an array", "[]"],
    ["a string", '"userName"'],
    ["null", "null"],
    ["a form", "userName=ana"],
  ] as const) {
    test(`${method} ${path} with ${what} for a body is invalidSyntax`, async ({ scim }) => {
      const id = await createUser(scim, "ana");
      const answer = await scim.request(method, path.replace("{id}", id), { bodyRaw });
      expectScimError(answer, 400, "invalidSyntax");
    });
  }

  test(`${method} ${path} with a body over the limit is 413 and says the limit`, async ({ scim }) => {
    const id = await createUser(scim, "ana");
    const bodyRaw = JSON.stringify(userBody("bo", { title: "x".repeat(6 * 1024 * 1024) }));
    expect(expectScimError(await scim.request(method, path.replace("{id}", id), { bodyRaw }), 413)).toMatch(/\d/);
  });
}

test("text of every script and control characters in strings come back as they were sent", async ({ scim }) => {
  const displayName = 'Åsa 🙂 Пётр 王 "quoted" back\\slash\ttab ﬀ';
  const answer = await scim.post("/Users", userBody("asa", { displayName }));
  expect(answer.body).toMatchObject({ displayName });
});

test("a NUL in a string is refused with 400, for PostgreSQL cannot hold it", async ({ scim }) => {
  expectScimError(await scim.post("/Users", userBody("asa", { displayName: "a\u0000b" })), 400, "invalidValue");
});

test("objects nested a thousand deep are refused, not a crash", async ({ scim }) => {
  let deep: Json = "x";
  for (let depth = 0; depth < 1000; depth += 1) deep = { a: deep };
  const answer = await scim.post("/Users", userBody("deep", { unknown: deep }));
  expect([201, 400]).toContain(answer.status);
});

test("keys such as __proto__ neither harm nor come back", async ({ scim }) => {
  const bodyRaw = `{"schemas":["${userUrn}"],"userName":"ana","__proto__":{"active":false},"constructor":{"prototype":{"x":1}}}`;
  const answer = await scim.request("POST", "/Users", { bodyRaw });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ active: true });
  expect(answer.text).not.toContain("constructor");
});

const invalidBodies: [what: string, more: JsonObject][] = [
  ["userName missing", { userName: null }],
  ["userName empty", { userName: "" }],
  ["userName an object", { userName: { first: "ana" } }],
  ["active a word", { active: "perhaps" }],
  ["emails with a primary that is no boolean", { emails: [{ value: "ana@contoso.com", primary: "perhaps" }] }],
  ["name a string", { name: "Ana" }],
];

for (const [what, more] of invalidBodies) {
  test(`POST /Users with ${what} is invalidValue and names the attribute`, async ({ scim }) => {
    const detail = expectScimError(await scim.post("/Users", userBody("ana", more)), 400, "invalidValue");
    expect(detail).toContain(Object.keys(more)[0]);
  });
}

test("POST /Groups without a displayName is invalidValue and names it", async ({ scim }) => {
  expect(expectScimError(await scim.post("/Groups", { schemas: [] }), 400, "invalidValue")).toContain("displayName");
});
