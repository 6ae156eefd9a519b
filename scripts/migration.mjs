// npm run migration -- <name> [--empty]: writes the SQL that separates the migrations from prisma/schema.prisma as the
// next migration, for a person to read and to complete.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./boot/build.mjs";
import { enterCheckout, root } from "./boot/environment.mjs";
import { createProgress } from "./boot/progress.mjs";
import { withScratchDatabase } from "./migrations/scratch-database.mjs";
import { diffSchema } from "./migrations/schema-diff.mjs";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { empty: { type: "boolean" } } });
const [name] = positionals;

if (!/^[a-z][a-z0-9_]*$/.test(name ?? "")) {
  console.error("Usage: npm run migration -- <name> [--empty]   (name: lower-case letters, digits and underscores)");
  process.exit(2);
}

enterCheckout();
await ensureBuilt(root, createProgress(), { dev: true });
const statements = values.empty ? [] : await withScratchDatabase((databaseUrl) => diffSchema(databaseUrl, root));

if (statements.length === 0 && !values.empty) {
  console.log("The migrations already make what prisma/schema.prisma says. For SQL beyond Prisma, add --empty.");
} else {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = path.join("prisma/migrations", `${time}_${name}`);
  const file = path.join(directory, "migration.sql");
  const heading = "-- What this changes, and which query each index serves.\n";
  await mkdir(directory);
  await writeFile(file, [heading, ...statements.map((statement) => `${statement};\n`)].join("\n"));
  console.log(`Wrote ${file}. Read it, complete it, and start Muster to apply it.`);
}
