// npm test [-- suite… [-- arguments of the test runner]]: everything, on a machine with nothing but Node and npm.

import { ensureBuilt } from "./boot/build.mjs";
import { enterCheckout, root } from "./boot/environment.mjs";
import { createProgress, isForOperator, OperatorError } from "./boot/progress.mjs";

const usage = (suites) => `Usage: npm test [-- <suite>… [<arguments of its test runner>…]]

Without a suite, all of them. Suites:
${suites.map(({ name, group, says }) => `  ${group.padEnd(9)} ${says}${name === group ? "" : ` (${name})`}`).join("\n")}

For instance: npm test -- unit lib/scim/filter
              npm test -- console -g "signing out"`;

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

async function runSuite({ name, run }, args) {
  console.log(`\n── ${name} ──`);
  const began = Date.now();
  try {
    const { passed, failed, skipped, repeated = [] } = await run(args);
    const nothing = passed + failed === 0;
    if (nothing) console.error(`${name} ran no test.`);
    return { name, passed, failed: nothing ? 1 : failed, skipped, repeated, took: Date.now() - began };
  } catch (error) {
    console.error(isForOperator(error) ? error.message : error);
    return { name, passed: 0, failed: 1, skipped: 0, repeated: [], took: Date.now() - began };
  }
}

function printSummary(results) {
  const cell = (text) => String(text).padStart(9);
  console.log(`\n${"suite".padEnd(14)}${["passed", "failed", "skipped", "time"].map(cell).join("")}`);
  for (const { name, passed, failed, skipped, took } of results) {
    console.log(`${name.padEnd(14)}${[passed, failed, skipped, seconds(took)].map(cell).join("")}`);
  }
  for (const { name, repeated } of results) {
    for (const title of repeated) console.log(`\n${name}: passed only when repeated: ${title}`);
  }
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed");
}

/** What is to run: the suites named first on the command line, and what follows for their test runner. */
function select(suites, argv) {
  const groups = new Set(suites.map(({ group }) => group));
  const firstOther = argv.findIndex((arg) => !groups.has(arg));
  const names = firstOther < 0 ? argv : argv.slice(0, firstOther);
  const selected = names.length === 0 ? suites : suites.filter(({ group }) => names.includes(group));
  return { selected, args: argv.slice(names.length) };
}

/** The build is a test too, run before the first suite that needs it. */
function withBuild(selected) {
  const first = selected.findIndex(({ built }) => built);
  if (first < 0) return selected;
  const build = async () => {
    await ensureBuilt(root, createProgress(), { dev: true, pages: true });
    return { passed: 1, failed: 0, skipped: 0 };
  };
  return selected.toSpliced(first, 0, { name: "build", run: build });
}

async function main(argv) {
  enterCheckout();
  // Tests bring their own settings; a developer's are none of theirs.
  for (const name of ["DATABASE_URL", "MUSTER_PUBLIC_URL", "NEXTAUTH_SECRET", "NODE_ENV"]) delete process.env[name];
  const began = Date.now();
  await ensureBuilt(root, createProgress(), { dev: true });
  // Loaded only now: its imports are dependencies.
  const { suites } = await import("./testing/suites.mjs");
  if (argv.includes("--help")) {
    console.log(usage(suites));
    return 0;
  }
  const { selected, args } = select(suites, argv);
  const results = [];
  for (const suite of withBuild(selected)) {
    const unbuilt = suite.built && results.some(({ name, failed }) => name === "build" && failed > 0);
    const run = unbuilt ? () => Promise.reject(new OperatorError("Not run: the build failed.")) : suite.run;
    results.push(await runSuite({ ...suite, run }, args));
  }
  console.log(`\nTook ${seconds(Date.now() - began)}.`);
  return printSummary(results);
}

try {
  process.exitCode = (await main(process.argv.slice(2))) > 0 ? 1 : 0;
} catch (error) {
  console.error(isForOperator(error) ? error.message : error);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
}
