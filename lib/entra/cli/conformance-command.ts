import { writeFile } from "node:fs/promises";
import { InvalidArgumentError } from "commander";
import { loadCatalogue, selectCases, type CaseGroup } from "../conformance/catalogue";
import { htmlReport } from "../conformance/html-report";
import type { ConformanceReport, ReportedCase } from "../conformance/report";
import { runConformance, type ConformanceOptions } from "../conformance/run";
import { NotReachable } from "../conformance/server";
import { caseLines, summaryLines } from "../conformance/text-report";
import { addAuthenticationOptions, tokenSourceOf, type AuthenticationOptions } from "./authentication-options";
import type { Registrar } from "./registrar";
import { CommandError, type Terminal } from "./terminal";

interface Options extends AuthenticationOptions {
  readonly tenantUrl?: URL;
  readonly json?: true;
  readonly html?: string;
  readonly only: readonly string[];
  readonly list?: true;
  readonly rate: number;
  readonly timeout: number;
  readonly load?: true;
  readonly strict?: true;
  readonly domain?: string;
}

export function registerConformanceCommand({ program, terminal, fail }: Registrar): void {
  addAuthenticationOptions(program.command("conformance"))
    .description("play recorded exchanges, the validators' lists and RFC cases, and report how the server answers")
    .option("--tenant-url <url>", "what stands before /Users, for instance https://example.com/scim/v2", urlOf)
    .option("--only <group or case>", "play these alone; may be repeated, or names joined by commas", namesOf, [])
    .option("--list", "list the groups and cases, and play nothing")
    .option("--rate <requests>", "at most so many requests a second; 0 for no limit", numberOf, 20)
    .option("--timeout <seconds>", "how long one request may take", numberOf, 20)
    .option("--domain <domain>", "give every userName this domain, for a server that accepts no other")
    .option("--load", "play the cases that send a thousand requests too")
    .option("--strict", "count advice as a fault: what Muster asks of itself")
    .option("--json", "print one JSON object")
    .option("--html <file>", "write the report as one HTML page")
    .addHelpText(
      "after",
      "\nEverything a run makes it names after itself and removes, also when it is stopped with Ctrl-C.\n--client-secret beside --token plays the cases about tokens too; without --token, the run's own token comes from there.",
    )
    .action(async (options: Options) => {
      const { groups, unknown } = selectCases(loadCatalogue(), options.only);
      if (unknown.length > 0) throw new CommandError(`There is no group or case ${unknown.join(", ")}. See --list.`);
      if (options.list === true) return terminal.out(listOf(groups, options.json));
      const report = await played(options, groups, terminal);
      if (options.html !== undefined) await writeFile(options.html, htmlReport(report));
      if (options.json === true) terminal.out(JSON.stringify(report));
      else for (const line of summaryLines(report)) terminal.out(line);
      if (report.failed > 0 || report.ended !== undefined || report.leftovers.length > 0) fail();
    });
}

async function played(options: Options, groups: readonly CaseGroup[], terminal: Terminal): Promise<ConformanceReport> {
  const { tenantUrl, tokenEndpoint, clientId, clientSecret } = options;
  if (tenantUrl === undefined) throw new CommandError("--tenant-url is needed: an http or https URL.");
  const own = options.token === undefined ? options : { clientAuth: options.clientAuth, token: options.token };
  const token = await (await tokenSourceOf(own, options.timeout * 1000))();
  const oauth =
    tokenEndpoint === undefined || clientId === undefined || clientSecret === undefined
      ? undefined
      : { tokenEndpoint, clientId, clientSecret };
  const run: ConformanceOptions = {
    tenantUrl: tenantUrl.href,
    token,
    groups,
    oauth,
    rate: options.rate,
    timeoutMs: options.timeout * 1000,
    load: options.load,
    strict: options.strict,
    domain: options.domain,
    signal: terminal.signal,
    onCase: options.json === true ? undefined : (one, { done, total }) => show(terminal, one, done, total),
  };
  try {
    return await runConformance(run);
  } catch (error) {
    if (error instanceof NotReachable) throw new CommandError(error.message);
    throw error;
  }
}

function show(terminal: Terminal, played: ReportedCase, done: number, total: number): void {
  const lines = caseLines(played);
  if (lines.length > 0) terminal.out(lines.join("\n"));
  else if (terminal.isWatched && done % 10 === 0) terminal.error(`  … ${done} of ${total}`);
}

function listOf(groups: readonly CaseGroup[], json: true | undefined): string {
  if (json === true) {
    const cases = groups.flatMap(({ id, cases }) =>
      cases.map((one) => ({ id: one.id, group: id, title: one.title, source: one.source })),
    );
    return JSON.stringify({
      groups: groups.map(({ id, title, cases }) => ({ id, title, cases: cases.length })),
      cases,
    });
  }
  return groups
    .map(({ id, title, cases }) =>
      [`${id}: ${title} (${cases.length})`, ...cases.map((one) => `  ${one.id.padEnd(10)} ${one.title}`)].join("\n"),
    )
    .join("\n\n");
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError("It is no http or https URL.");
  return url;
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new InvalidArgumentError("It is no number.");
  return number;
}

function namesOf(text: string, before: readonly string[]): string[] {
  return [
    ...before,
    ...text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ];
}
