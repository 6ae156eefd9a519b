import { isForOperator } from "../boot/progress.mjs";
import { checkSteps } from "./steps.mjs";

/**
 * Runs every check, whatever the others found, and prints a line for each.
 *
 * @param {(line: string) => void} print
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(print) {
  let failed = 0;
  for (const { name, check } of checkSteps) {
    const began = Date.now();
    const took = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
    try {
      const note = await check();
      print(`✓ ${name}${note ? `: ${note}` : ""} (${took()})`);
    } catch (error) {
      failed += 1;
      print(`✗ ${name} (${took()})`);
      print(isForOperator(error) ? error.message : (error?.stack ?? String(error)));
    }
  }
  return { passed: checkSteps.length - failed, failed };
}
