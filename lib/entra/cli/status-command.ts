import { existsSync } from "node:fs";
import { isDisabledFor } from "../sync/quarantine";
import { freshState } from "../sync/state";
import type { SyncState } from "../sync/state";
import { expectRestart } from "../verify/expectation";
import { keepLife, readLife } from "./company-file";
import type { Registrar } from "./registrar";
import { readState, writeState } from "./state-file";
import { CommandError } from "./terminal";

interface Options {
  readonly state: string;
  readonly json?: true;
}

/** `status` and `restart`: what a state file remembers, and forgetting it. */
export function registerStatusCommands({ program, terminal }: Registrar): void {
  program
    .command("status")
    .description("what a job remembers: cycles, known objects, what is tried again, quarantine")
    .requiredOption("--state <file>", "the state of its cycles")
    .option("--json", "print one JSON object")
    .action(async ({ state: file, json }: Options) => {
      // The company of `run` has a time of its own, ahead of ours.
      const now = Math.max(Date.now(), (await readLife(file))?.now ?? 0);
      const status = statusOf(await existing(file), now);
      terminal.out(json === true ? JSON.stringify(status) : toText(status));
    });
  program
    .command("restart")
    .description("forget watermark, known objects and quarantine: the next cycle is an initial one")
    .requiredOption("--state <file>", "the state of its cycles")
    .option("--json", "print one JSON object")
    .action(async ({ state: file, json }: Options) => {
      const { jobId } = await existing(file);
      await writeState(file, freshState(jobId));
      const life = await readLife(file);
      if (life) await keepLife(file, { ...life, expectation: expectRestart(life.expectation) });
      terminal.out(json === true ? JSON.stringify({ restarted: true, jobId }) : "The next cycle is an initial one.");
    });
}

async function existing(file: string): Promise<SyncState> {
  if (!existsSync(file)) throw new CommandError(`There is no ${file}. The first cycle with --state makes it.`);
  return readState(file);
}

/** In the words of Graph's synchronizationStatus (ENTRA.md §7.3). */
function statusOf({ jobId, watermark, cycles, quarantine, objects }: SyncState, now: number) {
  const all = [...objects.values()];
  const countOf = (kind: "user" | "group") =>
    all.filter((one) => one.kind === kind && one.managed && one.targetId !== undefined).length;
  const code = quarantine
    ? isDisabledFor(quarantine, now)
      ? "Disabled"
      : "Quarantine"
    : watermark === null
      ? "NotRun"
      : "Active";
  return {
    jobId,
    code,
    cycles,
    lastSuccessfulExecution: watermark === null ? null : new Date(watermark).toISOString(),
    synchronizedEntryCountByType: { User: countOf("user"), Group: countOf("group") },
    countEscrowed: all.filter(({ escrow }) => escrow !== undefined).length,
    quarantine: quarantine
      ? {
          reason: quarantine.reason,
          message: quarantine.message,
          seriesBegan: new Date(quarantine.seriesBegan).toISOString(),
          seriesCount: quarantine.seriesCount,
          nextAttempt: new Date(quarantine.nextAttempt).toISOString(),
        }
      : null,
  };
}

function toText(status: ReturnType<typeof statusOf>): string {
  const { User, Group } = status.synchronizedEntryCountByType;
  return [
    `${status.code}, ${status.cycles} cycles, the last one at ${status.lastSuccessfulExecution ?? "no time yet"}`,
    `${User} people and ${Group} groups are provisioned; ${status.countEscrowed} objects are tried again.`,
    ...(status.quarantine
      ? [
          `${status.quarantine.reason}: ${status.quarantine.message}`,
          `In quarantine since ${status.quarantine.seriesBegan}; the next attempt is at ${status.quarantine.nextAttempt}.`,
        ]
      : []),
  ].join("\n");
}
