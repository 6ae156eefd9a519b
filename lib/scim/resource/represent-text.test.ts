import fc from "fast-check";
import { expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { enterpriseUserUrn } from "../urns";
import { represent } from "./represent";
import { representText } from "./represent-text";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

const baseUrl = "https://muster.example/scim/v2";
const at = new Date("2026-05-03T10:00:00.120Z");

/** As PostgreSQL writes jsonb: a space behind each colon and comma. */
const asJsonb = (attributes: object) =>
  JSON.stringify(attributes, null, 1)
    .replace(/\n\s*/g, " ")
    .replace(/^{ | }$/g, (brace) => brace.trim());

const word = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(`"`, `\\`, `"${enterpriseUserUrn}":`, `${enterpriseUserUrn}":`, "{}", ", "),
);

const userAttributes = fc.record(
  {
    userName: word,
    displayName: word,
    active: fc.boolean(),
    emails: fc.array(fc.record({ value: word, type: fc.constantFrom("work", "home") }), { minLength: 1, maxLength: 3 }),
    [enterpriseUserUrn]: fc.record({ department: word }),
    [customUrn]: fc.record({ badge: word }),
  },
  { requiredKeys: [] },
);

const groupReferences = fc.array(
  fc.record({ value: fc.uuid(), display: word, type: fc.constantFrom("direct" as const, "indirect" as const) }),
);

test("spliced text says what a representation that was read and written says", () => {
  fc.assert(
    fc.property(userAttributes, groupReferences, (attributes, groups) => {
      const facts = { id: "0199aaaa-0000-7000-8000-000000000000", version: 3 };
      const text = representText(
        userDefinition,
        { ...facts, created: at.toISOString(), lastModified: at.toISOString(), attributes: asJsonb(attributes) },
        baseUrl,
        { groups },
      );
      const record = { ...facts, created: at, lastModified: at, attributes };
      const shown = represent(userDefinition, record, { baseUrl, groups, projection: undefined });
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(shown)));
    }),
  );
});

test("a group's members are shown, and an empty set of them is not", () => {
  const found = {
    id: "0199aaaa-0000-7000-8000-000000000000",
    version: 1,
    created: at.toISOString(),
    lastModified: at.toISOString(),
    attributes: `{"displayName": "Sales"}`,
  };
  const member = { value: "0199aaaa-0000-7000-8000-000000000001", type: "User" as const, display: "Ana" };
  const text = representText(groupDefinition, found, baseUrl, { members: [member] });
  expect(JSON.parse(text)).toMatchObject({
    displayName: "Sales",
    members: [{ value: member.value, $ref: `${baseUrl}/Users/${member.value}`, type: "User", display: "Ana" }],
  });
  expect(JSON.parse(representText(groupDefinition, found, baseUrl, { members: [] }))).not.toHaveProperty("members");
});
