import { decodeCursor, searchText } from "@/lib/console/page";
import { actions, statuses } from "@/lib/insight/provisioning-event";
import { loadLogQuery, logHref, logQueryParsers, ranges, types, type LogQuery } from "./log-query";

type Name = keyof typeof logQueryParsers;

/** Why a part of a URL is not a part of the filter. `values`: what is possible in its place. */
export type FaultReason =
  | { readonly kind: "unknown" | "values"; readonly values: readonly string[] }
  | { readonly kind: "id" | "time" | "cursor" | "length" | "repeated" };

/** A part of the log's URL that means nothing: what it was to leave out is not left out. */
export interface QueryFault {
  readonly name: string;
  readonly value: string;
  readonly reason: FaultReason;
  /** The URL's search without it. */
  readonly without: string;
}

export interface ReadLogQuery {
  /** What could be read. */
  readonly query: LogQuery;
  /** What could not: nobody may be given rows without being told. */
  readonly faults: readonly QueryFault[];
  /** A link to the list with other filters, which still has what could not be read, unless it is what changes. */
  readonly hrefWith: (path: string, change: Partial<LogQuery>) => string;
}

const isName = (name: string): name is Name => Object.hasOwn(logQueryParsers, name);
/** What chooses rows; the others say which of them are looked at. */
const filterNames = Object.keys(logQueryParsers).filter(
  (name) => !["bursts", "open", "event", "after", "before"].includes(name),
);

/**
 * Reads the log's filters out of a URL, and what of it is none.
 * @param known names that are there for another purpose
 */
export function readLogQuery(search: URLSearchParams, known: readonly string[] = []): ReadLogQuery {
  const query = loadLogQuery(search);
  const given = [...new Set(search.keys())].filter((name) => !known.includes(name));
  const faults = given.flatMap((name) => faultsOf(search, name));
  const faulty = new Set(faults.map(({ name }) => name));
  const kept = new URLSearchParams([...search].filter(([name]) => faulty.has(name)));
  const readable = Object.fromEntries(Object.entries(query).filter(([name]) => !faulty.has(name)));
  const hrefWith = (path: string, change: Partial<LogQuery>) => logHref(`${path}?${kept}`, { ...readable, ...change });
  return { query, faults, hrefWith };
}

/** What Next gives a page, as what a request has. */
export function toSearch(params: Readonly<Record<string, string | readonly string[] | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) =>
      (typeof value === "string" ? [value] : (value ?? [])).map((one) => [name, one]),
    ),
  );
}

function faultsOf(search: URLSearchParams, name: string): QueryFault[] {
  const [first = "", ...more] = search.getAll(name);
  if (!isName(name)) {
    return [
      { name, value: first, reason: { kind: "unknown", values: filterNames }, without: withOnly(search, name, []) },
    ];
  }
  const [broken, reason] = readers[name](first);
  const faults: QueryFault[] = [...new Set(broken)].map((value) => {
    const others =
      value === first
        ? ""
        : first
            .split(",")
            .filter((item) => item !== value)
            .join(",");
    return { name, value, reason, without: withOnly(search, name, [others, ...more]) };
  });
  if (more.length === 0) return faults;
  const repeated = { name, value: more.join(", "), reason: { kind: "repeated" } as const };
  return [...faults, { ...repeated, without: withOnly(search, name, [first]) }];
}

/** The search in which a name has these values, and no empty one. */
function withOnly(search: URLSearchParams, name: string, values: readonly string[]): string {
  const next = new URLSearchParams(search);
  next.delete(name);
  for (const value of values) if (value !== "") next.append(name, value);
  return next.toString();
}

/** Which pieces of a value are wrong. An empty value asks for nothing, as an empty field of a form does. */
type Reader = (value: string) => readonly [broken: readonly string[], reason: FaultReason];

const listOf =
  (values: readonly string[]): Reader =>
  (text) => [text.split(",").filter((item) => item !== "" && !values.includes(item)), { kind: "values", values }];

const oneOf =
  (values: readonly string[]): Reader =>
  (text) => [text === "" || values.includes(text) ? [] : [text], { kind: "values", values }];

const anything: Reader = () => [[], { kind: "length" }];

const parsed =
  (name: "about" | "credential" | "cycle" | "from" | "to", kind: "id" | "time"): Reader =>
  (text) => [text === "" || logQueryParsers[name].parse(text) !== null ? [] : [text], { kind }];

const cursor: Reader = (text) => [
  text === "" || decodeCursor(text, "uuid") !== undefined ? [] : [text],
  { kind: "cursor" },
];

const readers: Readonly<Record<Name, Reader>> = {
  q: (text) => [(searchText(text) ?? "").length === text.trim().length ? [] : [text], { kind: "length" }],
  status: listOf(statuses),
  action: listOf(actions),
  type: oneOf(types),
  about: parsed("about", "id"),
  credential: parsed("credential", "id"),
  code: anything,
  cycle: parsed("cycle", "id"),
  from: parsed("from", "time"),
  to: parsed("to", "time"),
  range: oneOf(ranges),
  reads: oneOf(["true", "false"]),
  bursts: oneOf(["true", "false"]),
  // These choose no rows: a request that is not there is said by the drawer.
  open: anything,
  event: anything,
  after: cursor,
  before: cursor,
};
