import type { HappeningKind, Happening } from "../life/draft";
import type { Life, LivedCycle } from "../life/run-life";
import { differenceText } from "../verify/compare";
import type { DirectoryDifference } from "../verify/compare";
import type { Terminal } from "./terminal";

type Counts = Partial<Record<HappeningKind, number>>;

const shownFailures = 5;
const shownDifferences = 50;

/** Says what came of each cycle as it ends, and of all of them at the end. */
export class RunReport {
  /** What the last cycle took, milliseconds. */
  lastMs = 0;
  private cycles = 0;
  private requests = 0;
  private deserved = 0;
  private undeserved = 0;
  private readonly happened: Counts = {};
  private isQuarantined = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly asJson: boolean,
  ) {}

  add(lived: LivedCycle, milliseconds: number): void {
    const { report, happenings, deserved, undeserved } = lived;
    this.lastMs = milliseconds;
    this.cycles += 1;
    this.requests += report?.requests ?? 0;
    this.deserved += deserved.length;
    this.undeserved += undeserved.length;
    this.isQuarantined = report ? report.quarantine !== null : true;
    countInto(this.happened, happenings);
    if (this.terminal.isWatched) this.terminal.draw("");
    this.terminal.out(this.asJson ? JSON.stringify(this.toJson(lived)) : toText(lived));
  }

  /** @param differences undefined: it was not compared */
  end({ tenant, now }: Life, differences: readonly DirectoryDifference[] | undefined): boolean {
    const isWell = this.undeserved === 0 && !this.isQuarantined && (differences ?? []).length === 0;
    const { cycles, requests, deserved, undeserved, happened } = this;
    const people = [...tenant.users.values()].filter(({ deleted }) => deleted !== "hard").length;
    if (this.asJson) {
      const summary = { cycles, until: new Date(now).toISOString(), people, requests, deserved, undeserved, happened };
      this.terminal.out(JSON.stringify({ summary: { ...summary, differences: differences ?? null } }));
      return isWell;
    }
    const lines = [
      `${cycles} cycles until ${new Date(now).toISOString()}, ${requests} requests; ${people} people.`,
      ...(Object.keys(happened).length > 0 ? [`  ${countsText(happened)}`] : []),
      ...(deserved > 0 ? [`  ${deserved} failures were deserved.`] : []),
      ...(undeserved > 0 ? [`  ${undeserved} failures were not.`] : []),
      ...(differences === undefined ? [] : verdict(differences)),
    ];
    this.terminal.out(lines.join("\n"));
    return isWell;
  }

  private toJson({ at, happenings, report, deserved, undeserved }: LivedCycle) {
    const facts = {
      cycle: this.cycles,
      at: new Date(at).toISOString(),
      happened: countInto({}, happenings),
      deserved: deserved.length,
      undeserved: undeserved.length,
    };
    return report ? { ...facts, ...report } : { ...facts, waits: true };
  }
}

/** What is different, or that nothing is. */
export function verdict(differences: readonly DirectoryDifference[]): string[] {
  if (differences.length === 0) return ["The directory is what it should be."];
  return [
    `The directory differs in ${differences.length} things:`,
    ...differences.slice(0, shownDifferences).map((difference) => `  ${differenceText(difference)}`),
    ...(differences.length > shownDifferences ? [`  … and ${differences.length - shownDifferences} more`] : []),
  ];
}

function toText({ at, happenings, report, deserved, undeserved }: LivedCycle): string {
  const time = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  const life = happenings.length === 0 ? "nothing happened" : countsText(countInto({}, happenings));
  if (!report) return `${time}  waits in quarantine  ${life}`;
  const { type, created, updated, disabled, deleted, unchanged, skipped, failed, requests, seconds } = report;
  const counts = Object.entries({ created, updated, disabled, deleted, unchanged, skipped, failed })
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`);
  const told = [...undeserved, ...deserved].slice(0, shownFailures);
  return [
    `${time}  ${type}  ${life}  →  ${counts.join(", ") || "nothing to do"}  (${requests} requests, ${seconds} s)`,
    ...told.map(({ kind, name, code }) => `    ${kind} ${name}: ${code}`),
    ...(report.quarantine === null ? [] : [`    In quarantine. ${report.quarantine}`]),
  ].join("\n");
}

function countInto(counts: Counts, happenings: readonly Happening[]): Counts {
  for (const { kind } of happenings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** "groupRenamed" reads "1 group renamed", "2 groups renamed". */
const countsText = (counts: Counts): string =>
  Object.entries(counts)
    .map(([kind, count]) => {
      const words = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      return `${count} ${count === 1 ? words : words.replace(/^(member|group) /, "$1s ")}`;
    })
    .join(", ");
