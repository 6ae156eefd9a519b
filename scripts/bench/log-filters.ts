/** The filters of the provisioning log, each asked many times: arguments rows and runs. See log.mjs. */
import { listLogEntries } from "@/lib/console/log-entries";
import type { LogFilter } from "@/lib/console/logs";
import { migrate } from "@/lib/db/migrate";
import { ensurePartitions } from "@/lib/db/partitions";
import { endConnections } from "@/lib/db/pipelines";
import { env } from "@/lib/env";
import { cast, directories, fillLog, organizationId, weeks } from "./fill-log";

const goalMs = 100;
const [rows = 1e7, runs = 40] = process.argv.slice(2).map(Number);
const now = new Date();
const dayMs = 24 * 60 * 60 * 1000;
const ago = (days: number) => new Date(now.getTime() - days * dayMs);
const began = performance.now();
const say = (line: string) =>
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);

const url = env.databaseUrl ?? "";
await migrate(url);
await ensurePartitions(url, ago(weeks * 7 + 1), weeks + 2);
await fillLog(url, rows, now, say);

const scope = { organizationId, directoryId: directories[0] ?? "", actor: { kind: "operator" } } as const;
const withoutReads = true;
const questions: readonly (readonly [string, LogFilter])[] = [
  ["nothing", {}],
  ["without reads (as the page opens)", { withoutReads, since: ago(7) }],
  ["the initial cycle: one burst after the other", { withoutReads, until: ago(55) }],
  ["status failure", { statuses: ["failure"] }],
  ["status warning: a few rows, four weeks old", { statuses: ["warning"] }],
  ["action disable", { actions: ["disable"] }],
  ["action delete: the oldest rows only", { actions: ["delete"] }],
  ["action restore: none", { actions: ["restore"] }],
  ["delete, failure, groups: none", { actions: ["delete"], statuses: ["failure"], resourceType: "Group" }],
  ["code of the first week", { codes: ["MUSTER-A07"] }],
  ["code that never was", { codes: ["MUSTER-B01"] }],
  ["token of the first day", { credentialId: cast.oldToken }],
  [
    "token of the first day, failures of updates: none",
    { credentialId: cast.oldToken, statuses: ["failure"], actions: ["update"] },
  ],
  ["token that never was", { credentialId: organizationId }],
  ["an hour, five weeks ago", { since: ago(35), until: ago(35 - 1 / 24) }],
  ["failures of an hour, five weeks ago", { statuses: ["failure"], since: ago(35), until: ago(35 - 1 / 24) }],
  ["a person", { resourceId: cast.person }],
  ["a person, disabled", { resourceId: cast.person, actions: ["disable"] }],
  ["the group of a million changes", { resourceId: cast.everybody }],
  ["that group, failures", { resourceId: cast.everybody, statuses: ["failure"] }],
  ["that group, deletes: none", { resourceId: cast.everybody, actions: ["delete"] }],
  ["that group, by the token of the first day: none", { resourceId: cast.everybody, credentialId: cast.oldToken }],
  ["text: a userName, old rows only", { text: "zoe.angstrom" }],
  ["text: a name with accents", { text: "ÅNGSTRÖM" }],
  ["text: an e-mail address", { text: "mail4711@post" }],
  ["text: an externalId", { text: "ext-54321" }],
  ["text: an id", { text: cast.person }],
  ["text: somebody, failures", { text: "user54321@", statuses: ["failure"] }],
  ["text: everybody (contoso)", { text: "contoso" }],
  ["text: everybody, disabled", { text: "contoso", actions: ["disable"] }],
  ["text: 2,000 who left six weeks ago", { text: "fabrikam" }],
  ["text: nobody", { text: "nobody-at-all" }],
  ["text: two letters, in everybody", { text: "us" }],
  ["text: two letters, in nobody", { text: "qx" }],
];

const number = (value: number) => value.toFixed(1).padStart(8);
process.stdout.write(
  `| filter (${rows.toLocaleString("en")} rows) | found | median ms | p99 ms | goal |\n| --- | ---: | ---: | ---: | --- |\n`,
);
let missed = 0;
// A process opens its connections once, not for each filter.
await listLogEntries({ ...scope, directoryId: directories[1] ?? "" }, {});
for (const [name, filter] of questions) {
  let [next, found]: [string | undefined, string] = [undefined, ""];
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    // Every other time the second page.
    const after = run % 2 === 1 ? next : undefined;
    const start = performance.now();
    const page = await listLogEntries(scope, { ...filter, after });
    times.push(performance.now() - start);
    if (after !== undefined) continue;
    next = page.next;
    found = `${page.entries.length}${page.searchedTo === undefined ? "" : ` to ${page.searchedTo.toISOString().slice(0, 10)}`}`;
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  if (at(0.99) >= goalMs) missed += 1;
  process.stdout.write(
    `| ${name.padEnd(50)} | ${found.padStart(5)} | ${number(at(0.5))} | ${number(at(0.99))} | ${at(0.99) < goalMs ? "reached" : "MISSED"} |\n`,
  );
}
process.stdout.write(`\n${questions.length - missed} of ${questions.length} filters answered within ${goalMs} ms.\n`);
await endConnections();
