// Whose processor time a measurement took, where the system tells (/proc): the profile behind the bench's ratios.

import { readFile, readdir } from "node:fs/promises";
import os from "node:os";

/** Linux counts in hundredths of a second, whatever its timer does. */
const microsecondsPerTick = 10_000;

/**
 * Processor time used so far, in µs, by the server's own process, by PostgreSQL, and by this process, which is the load.
 * @param {number} serverPid
 * @returns {Promise<{ lane: number, postgres: number, client: number } | undefined>} undefined without /proc
 */
export async function processorTime(serverPid) {
  const names = await readdir("/proc").catch(() => []);
  const stats = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readStat));
  const byPid = new Map(stats.flatMap((stat) => (stat ? [[stat.pid, stat]] : [])));
  if (!byPid.has(serverPid)) return undefined;
  const isOurs = ({ pid, parent }) => pid === serverPid || (byPid.has(parent) && isOurs(byPid.get(parent)));
  let postgres = 0;
  for (const stat of byPid.values()) if (stat.command === "postgres" && isOurs(stat)) postgres += stat.used;
  const { user, system } = process.cpuUsage();
  return { lane: byPid.get(serverPid).used, postgres, client: user + system };
}

/**
 * What each request took of it between two readings, and how much of the machine's time nobody of the three used.
 * @returns {{ lane: number, postgres: number, client: number, rest: number } | undefined} µs a request; `rest` is a share
 */
export function timePerRequest(before, after, { count, elapsedMs }) {
  if (!before || !after) return undefined;
  const each = (name) => (after[name] - before[name]) / count;
  const [lane, postgres, client] = [each("lane"), each("postgres"), each("client")];
  const whole = (elapsedMs * 1000 * os.availableParallelism()) / count;
  return { lane, postgres, client, rest: Math.max(0, 1 - (lane + postgres + client) / whole) };
}

/** One process: command, parent, user and system time (proc(5): fields 2, 4, 14 and 15). */
async function readStat(pid) {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const match = /^(\d+) \((.*)\) (.*)$/s.exec(text.trim());
  if (!match) return undefined;
  const fields = match[3].split(" ");
  return {
    pid: Number(match[1]),
    command: match[2],
    parent: Number(fields[1]),
    used: (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick,
  };
}
