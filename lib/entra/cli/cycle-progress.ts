import { phases } from "../sync/cycle-options";
import type { Phase, Progress } from "../sync/cycle-options";
import type { Terminal } from "./terminal";

const barWidth = 24;
const drawMs = 200;
/** Where nobody watches, lines of a log. */
const lineMs = 10_000;

/** Shows how far a cycle is, how fast, and how long its phase still takes: one line drawn over, or a line now and then. */
export function cycleProgress(terminal: Terminal): (progress: Progress) => void {
  const pause = terminal.isWatched ? drawMs : lineMs;
  let phase: Phase | undefined;
  let began = { at: 0, requests: 0 };
  let shown = performance.now();
  return (progress) => {
    const now = performance.now();
    if (progress.phase !== phase) {
      phase = progress.phase;
      began = { at: now, requests: progress.requests };
    }
    if (now - shown < pause) return;
    shown = now;
    const line = toLine(progress, (now - began.at) / 1000, progress.requests - began.requests);
    if (terminal.isWatched) terminal.draw(line);
    else terminal.error(line);
  };
}

/** @param seconds since the phase began @param requests of this phase */
export function toLine({ phase, done, total }: Progress, seconds: number, requests: number): string {
  const filled = Math.round((done / total) * barWidth);
  const perSecond = (count: number) => Math.round(count / Math.max(seconds, 0.001)).toLocaleString("en");
  const remaining = done === 0 ? "" : `, ${duration((seconds * (total - done)) / done)} left`;
  return [
    `${phases.indexOf(phase) + 1}/${phases.length} ${phase.padEnd(8)}`,
    `[${"#".repeat(filled)}${".".repeat(barWidth - filled)}]`,
    `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
    ` ${perSecond(done)} objects/s, ${perSecond(requests)} requests/s${remaining}`,
  ].join(" ");
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
