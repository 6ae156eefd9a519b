import { defineConfig } from "@playwright/test";

// `npm test` starts the server, finds a browser and says here where they are; see e2e/README.md.
const { CI, MUSTER_TEST_URL, MUSTER_TEST_CHROMIUM } = process.env;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: CI !== undefined,
  workers: 2,
  // For a machine that is busy with other things too: who waits in vain waits long, nobody else waits longer.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["dot"], ["json", { outputFile: process.env.MUSTER_TEST_REPORT ?? "test-results/report.json" }]],
  use: { baseURL: MUSTER_TEST_URL ?? "http://localhost:3000" },
  projects: [
    { name: "scim", testMatch: ["scim/**/*.spec.ts", "cross-tenant/scim.spec.ts"] },
    {
      name: "console",
      testMatch: ["console/**/*.spec.ts", "cross-tenant/console.spec.ts"],
      use: {
        browserName: "chromium",
        locale: "en-GB",
        timezoneId: "Europe/Stockholm",
        screenshot: "only-on-failure",
        // Who asks for less motion is served sooner: nothing slides that is to be pressed. `--trace retain-on-failure` is
        // for who hunts a failure; written of every test, it takes a quarter of the time.
        contextOptions: { reducedMotion: "reduce" },
        launchOptions: {
          ...(MUSTER_TEST_CHROMIUM && { executablePath: MUSTER_TEST_CHROMIUM }),
          args: [
            // Chromium's sandbox does not work for root.
            ...(isRoot ? ["--no-sandbox"] : []),
            // The browser talks to the server under test and to nobody else.
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
          ],
        },
      },
    },
  ],
});
