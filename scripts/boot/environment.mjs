// The settings as they are known before any TypeScript can be loaded.

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { OperatorError } from "./progress.mjs";

/** The checkout. Everything runs with it as working directory: migrations and builds are found from there. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Makes the checkout the working directory and reads its .env; what the environment already says wins. */
export function enterCheckout() {
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** Loads one of the bundles in dist/. */
export const loadBundle = (name) => import(pathToFileURL(path.join(root, "dist", `${name}.mjs`)).href);

/**
 * The checked settings.
 *
 * @returns {Promise<import("../../lib/env").Environment>}
 * @throws {OperatorError} naming every wrong variable and the fix
 */
export async function checkedEnvironment() {
  try {
    return (await loadBundle("env")).env;
  } catch (error) {
    if (error?.name === "EnvironmentError") throw new OperatorError(error.message, { cause: error });
    throw error;
  }
}
