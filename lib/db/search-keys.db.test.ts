import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { pool } from "./pool";
import { searchKeysOf } from "./search-keys";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

const migration = "prisma/migrations/20261121135800_search_keys_and_counts/migration.sql";
const directoryId = "0197a000-0000-7000-8000-00000000000d";

const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.boolean(), fc.integer());
const element = fc.dictionary(fc.constantFrom("type", "value", "primary"), value);
const document = fc.dictionary(
  fc.constantFrom("userName", "title", "emails", "name", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"),
  fc.oneof(value, element, fc.array(element, { maxLength: 3 }), fc.array(value, { maxLength: 3 })),
);

const sorted = (keys: readonly number[]) => [...keys].sort((left, right) => left - right);

test("rows that were there before the migration have the keys that they would be written with today", async () => {
  const statements = (await readFile(migration, "utf8")).split(/(?<=;)\n\n/);
  const functions = statements.filter((statement) => /^CREATE FUNCTION "muster_(crc32|search_keys)"/m.test(statement));
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    for (const statement of functions) await client.query(statement);
    await fc.assert(
      fc.asyncProperty(document, async (search) => {
        fc.pre(!JSON.stringify(search).includes("\\u"));
        const { rows } = await client.query<{ keys: number[] }>(`SELECT "muster_search_keys"($1, $2) AS keys`, [
          directoryId,
          JSON.stringify(search),
        ]);
        expect(sorted(rows[0]?.keys ?? [])).toEqual(sorted(searchKeysOf(directoryId, search)));
      }),
      { numRuns: 200 },
    );
    await client.query("ROLLBACK");
  } finally {
    client.release();
  }
});

test("a value has a key of its own in each directory and in each attribute", () => {
  const keyOf = (directory: string, search: Parameters<typeof searchKeysOf>[1]) => searchKeysOf(directory, search)[0];
  const other = directoryId.replace("d", "e");
  const keys = [
    keyOf(directoryId, { title: "x" }),
    keyOf(other, { title: "x" }),
    keyOf(directoryId, { userType: "x" }),
    keyOf(directoryId, { emails: [{ value: "x" }] }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
