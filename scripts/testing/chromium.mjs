// A Chromium for the browser tests: one that is there, or one that can be installed.

import { existsSync } from "node:fs";
import { root } from "../boot/environment.mjs";
import { OperatorError } from "../boot/progress.mjs";
import { run } from "../boot/run.mjs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

async function find() {
  const { chromium } = await import("@playwright/test");
  return [process.env.CHROME_PATH, ...places, chromium.executablePath()].find((file) => file && existsSync(file));
}

const tries = [
  {
    possible: () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get"),
    install: async () => {
      const apt = (...args) =>
        run("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=300", ...args], {
          cwd: root,
          env: { DEBIAN_FRONTEND: "noninteractive" },
          what: `apt-get ${args[0]}`,
        });
      await apt("update");
      await apt("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
    },
  },
  {
    possible: () => true,
    install: () =>
      run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
        cwd: root,
        what: "playwright install chromium",
      }),
  },
];

/**
 * @returns {Promise<string>} the path of a Chromium
 * @throws {OperatorError} saying what was tried
 */
export async function ensureChromium() {
  const present = await find();
  if (present) return present;
  const failures = [];
  for (const { possible, install } of tries) {
    if (!possible()) continue;
    try {
      await install();
      const installed = await find();
      if (installed) return installed;
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new OperatorError(
    `The browser tests need Chromium, and it could not be installed. Install it yourself, or set CHROME_PATH to one.\n${failures.join("\n")}`,
  );
}
