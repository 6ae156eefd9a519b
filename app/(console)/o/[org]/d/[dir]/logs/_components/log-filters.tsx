"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useTransition, type ReactNode } from "react";
import { SearchBox } from "@/components/search-box";
import { Button } from "@/components/ui/button";
import type { EventCycle } from "@/lib/console/cycles";
import { actions, statuses } from "@/lib/insight/provisioning-event";
import { logQueryParsers, types } from "../_data/log-query";
import { FilterChip } from "./filter-chip";
import { TimeChip } from "./time-chip";

export interface LogFiltersProps {
  /** Tokens and OAuth clients of the directory. */
  credentials: readonly { readonly id: string; readonly name: string }[];
  /** Name of the person or group that `about` means, if it is known. */
  about: string | undefined;
  /** What `cycle` means, if the directory has it. */
  cycle: Pick<EventCycle, "kind" | "began"> | undefined;
  /** Codes that the log has. */
  codes: readonly string[];
  /** The menus of named filters and of columns. */
  menus: ReactNode;
}

/** What a change of any filter puts back. */
const firstPage = { after: null, before: null, open: null, event: null };

/** The filters of the log as chips. A set one says its value; one that could be set is dashed. All of it is in the URL. */
export function LogFilters({ credentials, about, cycle, codes, menus }: LogFiltersProps) {
  const t = useTranslations("logs");
  const cycles = useTranslations("cycles");
  const format = useFormatter();
  const common = useTranslations("common");
  const [loading, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(logQueryParsers, { shallow: false, startTransition });
  const isFiltered =
    query.status !== null ||
    query.action !== null ||
    query.type !== null ||
    query.credential !== null ||
    query.code !== null ||
    query.cycle !== null ||
    query.from !== null ||
    query.to !== null ||
    query.about !== null;
  const cycleName = ({ kind, began }: Pick<EventCycle, "kind" | "began">) =>
    t("cycleOf", {
      kind: cycles(`kind.${kind}`),
      time: format.dateTime(began, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }),
    });
  const readsShown = query.reads || query.action?.includes("read") === true;

  return (
    <div role="group" aria-label={t("filters")} aria-busy={loading} className="mb-4 grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label={t("searchLabel")}
          placeholder={t("searchPlaceholder")}
          className="w-full sm:w-auto sm:max-w-80 sm:min-w-48 sm:flex-1"
        />
        {menus}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {/* A cycle is its own time. */}
        {query.cycle === null || query.from !== null || query.to !== null ? (
          <TimeChip
            range={query.range}
            span={query}
            onRange={(range) => void setQuery({ range, from: null, to: null, ...firstPage })}
            onSpan={({ from, to }) => void setQuery({ from, to, ...firstPage })}
          />
        ) : null}
        <FilterChip
          kind="many"
          label={t("filterStatus")}
          selected={query.status ?? []}
          options={statuses.map((value) => ({ value, label: t(`statusName.${value}`) }))}
          onChange={(values) =>
            void setQuery({ status: orNull(statuses.filter((value) => values.includes(value))), ...firstPage })
          }
        />
        <FilterChip
          kind="many"
          label={t("filterAction")}
          selected={query.action ?? []}
          options={actions.map((value) => ({ value, label: t(`actionName.${value}`) }))}
          onChange={(values) =>
            void setQuery({ action: orNull(actions.filter((value) => values.includes(value))), ...firstPage })
          }
        />
        <FilterChip
          kind="one"
          label={t("filterType")}
          selected={query.type === null ? [] : [query.type]}
          options={types.map((value) => ({ value, label: t(`typeName.${value}`) }))}
          onChange={([value]) => void setQuery({ type: types.find((type) => type === value) ?? null, ...firstPage })}
        />
        {credentials.length === 0 ? null : (
          <FilterChip
            kind="one"
            label={t("filterCredential")}
            selected={query.credential === null ? [] : [query.credential]}
            options={credentials.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={([value]) => void setQuery({ credential: value ?? null, ...firstPage })}
          />
        )}
        {codes.length === 0 && query.code === null ? null : (
          <FilterChip
            kind="many"
            label={t("filterCode")}
            selected={query.code ?? []}
            options={[...new Set([...codes, ...(query.code ?? [])])].map((code) => ({ value: code, label: code }))}
            onChange={(values) => void setQuery({ code: orNull([...values]), ...firstPage })}
          />
        )}
        {query.cycle === null ? null : (
          <FilterChip
            kind="one"
            label={t("filterCycle")}
            selected={[query.cycle]}
            options={[{ value: query.cycle, label: cycle === undefined ? query.cycle.slice(0, 8) : cycleName(cycle) }]}
            onChange={([value]) => void setQuery({ cycle: value ?? null, ...firstPage })}
          />
        )}
        {query.about === null ? null : (
          <FilterChip
            kind="one"
            label={t("filterPerson")}
            selected={[query.about]}
            options={[{ value: query.about, label: about ?? query.about.slice(0, 8) }]}
            onChange={([value]) => void setQuery({ about: value ?? null, ...firstPage })}
          />
        )}
        <FilterChip
          kind="toggle"
          label={t("showReads")}
          selected={readsShown ? ["reads"] : []}
          options={[]}
          onChange={(values) => void setQuery({ reads: values.length > 0 ? true : null, ...firstPage })}
        />
        <FilterChip
          kind="toggle"
          label={t("groupBursts")}
          selected={query.bursts ? ["bursts"] : []}
          options={[]}
          onChange={(values) => void setQuery({ bursts: values.length > 0 ? null : false, ...firstPage })}
        />
        {isFiltered ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={() =>
              void setQuery({
                status: null,
                action: null,
                type: null,
                credential: null,
                code: null,
                cycle: null,
                from: null,
                to: null,
                about: null,
                ...firstPage,
              })
            }
          >
            {common("clearFilters")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const orNull = <T,>(list: T[]): T[] | null => (list.length === 0 ? null : list);
