import { createLoader, createSerializer } from "nuqs/server";
import { searchText } from "@/lib/console/page";
import { actions, statuses } from "@/lib/insight/provisioning-event";
import { logQueryParsers, type LogQuery } from "./log-query";

const { after: _after, before: _before, event: _event, open: _open, ...filterParsers } = logQueryParsers;
const serialize = createSerializer(filterParsers);
const load = createLoader(filterParsers);

/** The filters of a URL in the one way in which a view keeps them: equal filters are equal text. */
export function viewQueryOf(query: Partial<LogQuery>): string {
  return serialize({
    ...query,
    q: searchText(query.q ?? undefined) ?? null,
    status: inOrder(statuses, query.status),
    action: inOrder(actions, query.action),
    code: orNull([...new Set(query.code)].filter((code) => code !== "").sort()),
  }).slice(1);
}

/** Whether a text is what the page makes of its filters: it can be read, and there is nothing else in it. */
export function isViewQuery(text: string): boolean {
  return text === viewQueryOf(load(new URLSearchParams(text)));
}

const inOrder = <T>(all: readonly T[], some: readonly T[] | null | undefined) =>
  orNull(all.filter((one) => some?.includes(one) === true));

const orNull = <T>(list: T[]): T[] | null => (list.length === 0 ? null : list);
