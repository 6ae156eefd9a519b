import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryUser, words } from "../__fixtures__/arbitrary-filter";
import { customUrn, userDefinition } from "../__fixtures__/definitions";
import { frozen } from "../__fixtures__/frozen";
import { ScimError } from "../errors";
import type { Json, JsonObject } from "../json";
import { readResource } from "../resource/read-resource";
import { enterpriseUserUrn } from "../urns";
import { applyPatch } from "./apply-patch";
import { parsePatch } from "./parse-patch";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

const word = fc.constantFrom(...words);
const email = fc.record(
  { value: word.filter((text) => text !== ""), type: fc.constantFrom("work", "home"), primary: fc.boolean() },
  { requiredKeys: ["value"] },
);

const operation: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({
    op: fc.constantFrom("add", "replace", "Add", "Replace"),
    path: fc.constantFrom(
      "title",
      "userName",
      "name.givenName",
      "externalId",
      `${enterpriseUserUrn}:department`,
      "manager",
      `${customUrn}:badge`,
    ),
    value: word,
  }),
  fc.record({
    op: fc.constantFrom("add", "replace"),
    path: fc.constant("active"),
    value: fc.constantFrom(true, "False", ""),
  }),
  fc.record({
    op: fc.constantFrom("add", "replace", "Remove"),
    path: fc.constant("emails"),
    value: fc.array(email, { maxLength: 3 }),
  }),
  fc.record({
    op: fc.constantFrom("add", "replace", "Add", "remove"),
    path: fc
      .tuple(
        fc.constantFrom('type eq "work"', "primary eq true", 'value eq "bo"', 'not (type eq "home")'),
        fc.constantFrom(".value", ".display", ".type"),
      )
      .map(([filter, sub]) => `emails[${filter}]${sub}`),
    value: word,
  }),
  fc.record({
    op: fc.constantFrom("add", "replace"),
    path: fc.constant('emails[type eq "work"].primary'),
    value: fc.boolean(),
  }),
  fc.record({
    op: fc.constantFrom("add", "replace"),
    value: fc.record(
      { title: word, "name.familyName": word, emails: fc.array(email, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    op: fc.constant("remove"),
    path: fc.constantFrom("title", "name", "emails", 'emails[type eq "work"]', "emails.display", enterpriseUserUrn),
  }),
  fc.record({
    op: fc.constantFrom("add", "replace", "remove"),
    path: fc.constant(`${customUrn}:tags`),
    value: fc.array(word, { maxLength: 2 }),
  }),
);

const attributesOf = (body: Json) => frozen(readResource(userDefinition, body, { kind: "create" }).attributes);

function patch(attributes: JsonObject, operations: readonly JsonObject[]): JsonObject | undefined {
  try {
    const parsed = parsePatch(userDefinition, frozen({ Operations: operations }));
    return frozen(applyPatch(userDefinition, attributes, frozen(parsed.operations)).attributes);
  } catch (error) {
    // Anything but a SCIM error, such as a write to a frozen input, fails the test.
    if (error instanceof ScimError && error.status === 400) return undefined;
    throw error;
  }
}

test("a patched resource is always valid: reading it back changes nothing", () => {
  fc.assert(
    fc.property(arbitraryUser, fc.array(operation, { maxLength: 5 }), (body, operations) => {
      const after = patch(attributesOf(body), operations);
      if (!after) return;
      expect(readResource(userDefinition, after, { kind: "create" })).toEqual({
        attributes: after,
        notes: [],
        ignored: [],
      });
    }),
    { numRuns: 1000 },
  );
});

test("one operation applied twice is the same as once (RFC 7644 §3.5.2: adds and removes are idempotent)", () => {
  fc.assert(
    fc.property(arbitraryUser, operation, (body, each) => {
      // What an operation does to the label it selects by decides what it selects next time: no such promise there.
      const path = String(each.path ?? "");
      fc.pre(!path.includes("].type") && !(path.includes("].") && path.includes("not (")));
      const once = patch(attributesOf(body), [each]);
      fc.pre(once !== undefined);
      const again = patch(once ?? {}, [each]);
      // The value that was looked for can be gone: then there is no target any more.
      if (again) expect(again).toEqual(once);
    }),
    { numRuns: 1000 },
  );
});

test("operations in one request do what they do one by one", () => {
  fc.assert(
    fc.property(arbitraryUser, fc.array(operation, { maxLength: 4 }), (body, operations) => {
      const start = attributesOf(body);
      const oneByOne = operations.reduce<JsonObject | undefined>((state, each) => state && patch(state, [each]), start);
      if (oneByOne) expect(patch(start, operations)).toEqual(oneByOne);
    }),
    { numRuns: 1000 },
  );
});
