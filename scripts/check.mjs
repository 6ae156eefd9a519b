// npm run check: lint, format, types, boundaries, unused code, schema drift. Everything CI checks but the tests.

import { ensureBuilt } from "./boot/build.mjs";
import { enterCheckout, root } from "./boot/environment.mjs";
import { createProgress } from "./boot/progress.mjs";

enterCheckout();
await ensureBuilt(root, createProgress(), { dev: true });
// Loaded only now: its imports are dependencies.
const { runChecks } = await import("./checks/run-checks.mjs");
const { failed } = await runChecks(console.log);
process.exitCode = failed > 0 ? 1 : 0;
