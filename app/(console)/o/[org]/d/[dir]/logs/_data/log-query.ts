import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { LogFilter } from "@/lib/console/logs";
import { Id } from "@/lib/inputs/text";
import { actions, statuses } from "@/lib/insight/provisioning-event";

export const ranges = ["1h", "24h", "7d", "30d", "all"] as const;
export type Range = (typeof ranges)[number];

const hourMs = 60 * 60 * 1000;
const rangeMs: Readonly<Record<Exclude<Range, "all">, number>> = {
  "1h": hourMs,
  "24h": 24 * hourMs,
  "7d": 7 * 24 * hourMs,
  "30d": 30 * 24 * hourMs,
};

export const types = ["User", "Group"] as const;

const parseAsId = createParser({
  parse: (text) => Id.safeParse(text.toLowerCase()).data ?? null,
  serialize: (id: string) => id,
});

/** The log's state in the URL. The page reads it on the server, the filters write it in the browser. */
export const logQueryParsers = {
  q: parseAsString,
  status: parseAsArrayOf(parseAsStringLiteral(statuses)),
  action: parseAsArrayOf(parseAsStringLiteral(actions)),
  type: parseAsStringLiteral(types),
  /** Id of one person or group. */
  about: parseAsId,
  credential: parseAsId,
  /** MUSTER codes. */
  code: parseAsArrayOf(parseAsString),
  /** Id of a cycle. */
  cycle: parseAsId,
  /** An exact stretch of time, in place of a range that ends now. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  range: parseAsStringLiteral(ranges).withDefault("7d"),
  /** Whether reads are shown; they are most of the log, and change nothing. */
  reads: parseAsBoolean.withDefault(false),
  /** Whether many of a kind in a row are one row; `open`: the id of any row of the one that shows its rows. */
  bursts: parseAsBoolean.withDefault(true),
  open: parseAsString,
  after: parseAsString,
  before: parseAsString,
  /** Id of the request that the drawer shows. */
  event: parseAsString,
};

/** What can be read of a URL. Who answers with rows asks query-faults.ts what could not be. */
export const loadLogQuery = createLoader(logQueryParsers);
export type LogQuery = Awaited<ReturnType<typeof loadLogQuery>>;

/** A path with these filters. */
export const logHref = createSerializer(logQueryParsers);

export function toLogFilter(query: LogQuery, now: Date): LogFilter {
  const asksForTests = query.action?.includes("selfTest") === true;
  const asksForReads = asksForTests || query.action?.includes("read") === true;
  return {
    statuses: query.status ?? undefined,
    actions: query.action ?? undefined,
    withoutReads: !query.reads && !asksForReads,
    withoutSelfTests: !asksForTests,
    resourceType: query.type ?? undefined,
    resourceId: query.about ?? undefined,
    credentialId: query.credential ?? undefined,
    text: query.q ?? undefined,
    codes: query.code ?? undefined,
    until: query.to ?? undefined,
    since: query.from ?? sinceOf(query, now),
    after: query.after ?? undefined,
    before: query.before ?? undefined,
  };
}

function sinceOf({ range, to }: LogQuery, now: Date): Date | undefined {
  return range === "all" || to !== null ? undefined : new Date(now.getTime() - rangeMs[range]);
}
