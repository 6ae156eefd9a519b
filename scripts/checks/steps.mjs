// What `npm run check` looks at. Each step is a function that throws with what is wrong.

import { rm } from "node:fs/promises";
import path from "node:path";
import { root } from "../boot/environment.mjs";
import { OperatorError } from "../boot/progress.mjs";
import { run } from "../boot/run.mjs";
import { withScratchDatabase } from "../migrations/scratch-database.mjs";
import { diffSchema } from "../migrations/schema-diff.mjs";

const tool = (file, args, env) =>
  run(process.execPath, [`node_modules/${file}`, ...args], { cwd: root, env, what: file });

/** Below this something is wrong with the cruise itself: with another TypeScript it silently sees no module at all. */
const leastModules = 50;

async function boundaries() {
  const roots = ["app", "components", "e2e", "i18n", "lib", "prisma", "server", "server.ts"];
  const printed = await tool("dependency-cruiser/bin/dependency-cruise.mjs", [
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "err",
    ...roots,
  ]);
  const count = Number(/(\d+) modules/.exec(printed)?.[1] ?? 0);
  if (count <= leastModules) throw new OperatorError(`dependency-cruiser saw ${count} modules:\n${printed}`);
  return `${count} modules cruised`;
}

async function drift() {
  const statements = await withScratchDatabase((databaseUrl) => diffSchema(databaseUrl, root));
  if (statements.length === 0) return undefined;
  throw new OperatorError(
    "prisma/schema.prisma and prisma/migrations disagree. Write a migration (npm run migration -- <name>), or correct the schema:\n" +
      statements.map((statement) => `${statement};`).join("\n"),
  );
}

async function types() {
  // A development server's route types outlive the pages they are about.
  await rm(path.join(root, ".next/dev/types"), { recursive: true, force: true });
  await tool("next/dist/bin/next", ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  await tool("typescript/bin/tsc", ["--noEmit"]);
}

const cacheOf = (name) => path.join(root, "node_modules/.cache", name);

/** @type {{ name: string, check: () => Promise<string | undefined | void> }[]} */
export const checkSteps = [
  {
    name: "lint",
    check: async () =>
      void (await tool("eslint/bin/eslint.js", [
        ".",
        "--max-warnings=0",
        "--cache",
        "--cache-location",
        cacheOf("eslint/"),
      ])),
  },
  {
    name: "format",
    check: async () => void (await tool("prettier/bin/prettier.cjs", [".", "--check", "--log-level=warn"])),
  },
  { name: "types", check: types },
  { name: "boundaries", check: boundaries },
  { name: "unused", check: async () => void (await tool("knip/bin/knip.js", ["--no-progress"])) },
  { name: "schema drift", check: drift },
];
