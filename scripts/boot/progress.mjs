// What a person sees while Muster starts: one calm line for each thing that was done, with how long it took.

const interactive = process.stdout.isTTY && !process.env.CI;

const duration = (milliseconds) =>
  milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 1000)} s`;

/** A failure whose message is meant for the operator: it is printed without a stack. */
export class OperatorError extends Error {
  name = "OperatorError";
}

/** Whether an error's message is all an operator needs; of any other, we want the stack. */
export const isForOperator = (error) =>
  [
    "FirstAdminError",
    "OperatorError",
    "MigrationError",
    "PostgresIdentityError",
    "PostgresMissingError",
    "PostgresStartError",
  ].includes(error?.name);

/**
 * @param {{ stream?: NodeJS.WriteStream, quiet?: boolean }} options quiet: say nothing but warnings
 */
export function createProgress({ stream = process.stdout, quiet = false } = {}) {
  const write = (text) => void (quiet || stream.write(text));
  return {
    line: (text = "") => write(`${text}\n`),
    warn: (text) => void stream.write(`! ${text}\n`),

    /**
     * Runs `work` and says so: `doing` while it lasts, `done` (or what `done(result)` gives; undefined: nothing) after.
     *
     * @template T
     * @param {string} doing
     * @param {string | ((result: T) => string | undefined)} done
     * @param {(note: (text: string) => void) => Promise<T>} work
     */
    async step(doing, done, work) {
      const began = Date.now();
      let shown = "";
      const show = (text) => {
        shown = text;
        if (interactive) write(`\r\x1b[2K… ${text}`);
        else write(`… ${text}\n`);
      };
      // Quick steps say only that they are done; what lasts is announced, and in a terminal its seconds are counted.
      const announce = setTimeout(() => show(doing), 400);
      const ticking = setInterval(() => {
        if (interactive && shown) write(`\r\x1b[2K… ${shown} (${duration(Date.now() - began)})`);
      }, 1000);
      try {
        const result = await work(show);
        const text = typeof done === "function" ? done(result) : done;
        if (interactive && shown) write("\r\x1b[2K");
        if (text) write(`✓ ${text} (${duration(Date.now() - began)})\n`);
        return result;
      } catch (error) {
        if (interactive && shown) write("\n");
        throw error;
      } finally {
        clearTimeout(announce);
        clearInterval(ticking);
      }
    },
  };
}
