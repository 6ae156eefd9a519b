// The suites of `npm test`: how each is run, and how its tests are counted.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { root } from "../boot/environment.mjs";
import { runChecks } from "../checks/run-checks.mjs";
import { readConnection } from "../postgres/start-postgres.mjs";
import { ensureChromium } from "./chromium.mjs";
import { startDnsServer } from "./dns-server.mjs";
import { startSmtpServer } from "./smtp-server.mjs";
import { freePort, launchMuster, readyLine } from "./start-muster.mjs";

/** Runs a test runner on our terminal. @returns {Promise<number>} its exit code */
function runTool(file, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: undefined }), ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function withScratchDirectory(work) {
  const directory = await mkdtemp(path.join(os.tmpdir(), "muster-test-"));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
}

const readReport = (file) => readFile(file, "utf8").then(JSON.parse, () => undefined);

/** A run that failed although each of its tests passed (a file that cannot be loaded, say) counts as one failure. */
const counted = (code, { failed, ...counts }) => ({ ...counts, failed: failed === 0 && code !== 0 ? 1 : failed });

/**
 * How often CI repeats a test that failed, where tests drive processes and browsers on a machine that others load too.
 * What passes only then is named at the end of the run. Nobody's own machine repeats anything.
 */
const ciRepeats = process.env.CI ? 1 : 0;

/** @param {{ repeats?: number }} [options] */
const vitest =
  (project, { repeats = 0 } = {}) =>
  (args) =>
    withScratchDirectory(async (directory) => {
      const outputFile = path.join(directory, "report.json");
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${outputFile}`];
      const code = await runTool("node_modules/vitest/vitest.mjs", [
        "run",
        `--project=${project}`,
        `--retry=${repeats}`,
        ...reporters,
        ...args,
      ]);
      const report = await readReport(outputFile);
      return counted(code, {
        passed: report?.numPassedTests ?? 0,
        failed: report?.numFailedTests ?? 0,
        skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
        repeated: (report?.testResults ?? [])
          .flatMap(({ assertionResults }) => assertionResults)
          .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
          .map(({ title }) => title),
      });
    });

/** A DNS server whose names are the files of a folder, one TXT record a line: any test process can publish. */
async function startZone(zone) {
  await mkdir(zone);
  return startDnsServer((name) =>
    readFile(path.join(zone, path.basename(name)), "utf8").then(
      (text) => text.split("\n").filter(Boolean),
      () => undefined,
    ),
  );
}

/** An SMTP server that keeps each mail as a file, in a folder of its recipient; addresses that begin with `gone` are refused. */
async function startMailbox(mailbox) {
  let count = 0;
  return startSmtpServer({
    statusOf: (address) => (address.startsWith("gone") ? 550 : undefined),
    keep: async ({ to, raw }) => {
      const number = (count += 1);
      for (const address of to) {
        const folder = path.join(mailbox, path.basename(address));
        await mkdir(folder, { recursive: true });
        // Whole or not there: a test reads the folder at any moment.
        const name = `${number}`.padStart(6, "0");
        const draft = path.join(mailbox, `.${name}`);
        await writeFile(draft, raw);
        await rename(draft, path.join(folder, name));
      }
    },
  });
}

/** The specs of a Playwright report, however deep they stand. */
const specsOf = (suites) => suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);

/** Characters of a server's output that are shown when tests of it failed: its last. */
const printedMax = 20_000;

/** Runs one of Playwright's projects against a server of its own: built, empty, on a free port. */
const playwright =
  (project, { door, browser = false }) =>
  (args) =>
    withScratchDirectory(async (directory) => {
      const chromium = browser ? await ensureChromium() : "";
      const dataDir = path.join(directory, "data");
      const secret = "known to everybody, so for tests only";
      const metricsToken = "sixteen characters or more";
      const zone = path.join(directory, "zone");
      const dns = await startZone(zone);
      const mailbox = path.join(directory, "mailbox");
      const smtp = await startMailbox(mailbox);
      // What says by its tag that one door is enough is not played at the other.
      const others = door === "lane" ? [] : ["--grep-invert=@lane"];
      const muster = launchMuster({
        PORT: `${await freePort()}`,
        MUSTER_DATA_DIR: dataDir,
        MUSTER_DNS_SERVERS: dns.address,
        MUSTER_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
        MUSTER_MAIL_FROM: "Muster <muster@muster.example>",
        MUSTER_SCIM_DOOR: door,
        MUSTER_METRICS_TOKEN: metricsToken,
        MUSTER_LOG_LEVEL: "warn",
        MUSTER_ALLOW_PRIVATE_ISSUERS: "true",
        MUSTER_ALLOW_PRIVATE_WEBHOOKS: "true",
        NEXTAUTH_SECRET: secret,
      });
      try {
        const [, url] = await muster.waitFor(readyLine);
        const report = path.join(directory, "report.json");
        const code = await runTool(
          "node_modules/@playwright/test/cli.js",
          ["test", `--project=${project}`, `--retries=${ciRepeats}`, ...others, ...args],
          {
            DATABASE_URL: (await readConnection(dataDir)).url,
            MUSTER_TEST_CHROMIUM: chromium,
            MUSTER_TEST_MAILBOX: mailbox,
            MUSTER_METRICS_TOKEN: metricsToken,
            MUSTER_TEST_REPORT: report,
            MUSTER_TEST_URL: url,
            MUSTER_TEST_ZONE: zone,
            MUSTER_LOG_LEVEL: "error",
            MUSTER_ALLOW_PRIVATE_ISSUERS: "true",
            MUSTER_ALLOW_PRIVATE_WEBHOOKS: "true",
            NEXTAUTH_SECRET: secret,
          },
        );
        const { stats, errors = [], suites = [] } = (await readReport(report)) ?? {};
        const repeated = specsOf(suites).filter(({ tests }) => tests.some(({ status }) => status === "flaky"));
        // What failed may be the server's doing, and it is nowhere else.
        if (code !== 0 || repeated.length > 0)
          console.error(`What Muster printed:\n${muster.printed().slice(-printedMax)}`);
        return counted(code, {
          passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
          failed: (stats?.unexpected ?? 0) + errors.length,
          skipped: stats?.skipped ?? 0,
          repeated: repeated.map(({ title }) => title),
        });
      } finally {
        await muster.stop();
        await dns.stop();
        await smtp.stop();
      }
    });

/**
 * @type {{ name: string, group: string, says: string, built?: boolean, run: (args: string[]) => Promise<{ passed: number, failed: number, skipped: number, repeated?: string[] }> }[]}
 *   group: what selects it on the command line; built: whether it needs the built application; run: with arguments for its
 *   test runner; repeated: the tests among the passed ones that failed first
 */
export const suites = [
  {
    name: "check",
    group: "check",
    says: "lint, format, types, boundaries, unused code, schema drift",
    run: async () => ({ ...(await runChecks(console.log)), skipped: 0 }),
  },
  { name: "unit", group: "unit", says: "lib/**/*.test.ts: no database", run: vitest("unit") },
  { name: "db", group: "db", says: "**/*.db.test.ts: a PostgreSQL of their own", run: vitest("db") },
  {
    name: "runtime",
    group: "runtime",
    says: "e2e/runtime: starting, stopping, being killed",
    built: true,
    run: vitest("runtime", { repeats: ciRepeats }),
  },
  {
    name: "scim, lane",
    group: "scim",
    says: "e2e/scim through the server's own lane",
    built: true,
    run: playwright("scim", { door: "lane" }),
  },
  {
    name: "scim, next",
    group: "scim",
    says: "e2e/scim through Next's route handlers",
    built: true,
    run: playwright("scim", { door: "next" }),
  },
  {
    name: "console",
    group: "console",
    says: "e2e/console in Chromium",
    built: true,
    run: playwright("console", { door: "lane", browser: true }),
  },
];
