import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** What the parts of a bar are of, from the bottom up. */
export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  readonly tone: "accent" | "neutral" | "warning" | "danger";
}

export interface ChartBar {
  readonly key: string;
  /** What it is of: an hour, a day. */
  readonly label: string;
  /** In the order of the series; undefined: nothing is known. */
  readonly values: readonly number[] | undefined;
  /** Each value in words. */
  readonly words: readonly string[];
  /** Where that is listed. */
  readonly href?: string;
}

export interface BarChartProps {
  /** What the chart shows, for the table behind it. */
  readonly caption: string;
  /** What it comes to, in a sentence. */
  readonly summary: ReactNode;
  readonly series: readonly ChartSeries[];
  readonly bars: readonly ChartBar[];
  /** What a bar is: the heading of the table's first column. */
  readonly unit: string;
  readonly tableLabel: string;
  /** What stands below the bars, from left to right. */
  readonly axis: readonly string[];
}

const fills: Record<ChartSeries["tone"], string> = {
  accent: "bg-accent",
  neutral: "bg-control",
  warning: "bg-warning",
  danger: "bg-danger",
};

const barMaxRem = 2.5;
/** So many are as wide as the words below them. */
const barsMin = 4;

/**
 * Bars of stacked parts. They are for the eye and the mouse; the sentence says what they come to, and the table behind them
 * has every number and the same links, for the keyboard and for those who cannot see bars. Nothing moves.
 */
export function BarChart({ caption, summary, series, bars, unit, tableLabel, axis }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ values = [] }) => values.reduce((sum, value) => sum + value, 0)));
  return (
    <div className="grid gap-3">
      <p className="text-muted text-[13px]">{summary}</p>
      {/* A few bars are no wider than those of a day are. */}
      <div aria-hidden style={{ maxWidth: `${Math.max(bars.length, barsMin) * barMaxRem}rem` }}>
        <div className="flex h-24 items-end gap-px sm:gap-0.75">
          {bars.map((bar) => (
            <Bar key={bar.key} bar={bar} series={series} most={most} />
          ))}
        </div>
        <div className="text-muted mt-2 flex justify-between text-[13px]">
          {axis.map((label, index) => (
            <span key={index}>{label}</span>
          ))}
        </div>
        {series.length < 2 ? null : (
          <div className="text-muted mt-2 flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
            {series.map(({ key, label, tone }) => (
              <span key={key} className="inline-flex items-center gap-1.5">
                <span className={cn("size-2.5 rounded-xs", fills[tone])} />
                {label}
              </span>
            ))}
          </div>
        )}
      </div>
      <details>
        <summary className="text-muted w-fit cursor-pointer rounded-sm text-[13px]">{tableLabel}</summary>
        <div className="mt-2 max-h-80 overflow-auto rounded-lg border" tabIndex={0} role="group" aria-label={caption}>
          <table className="w-full text-left text-[13px] tabular-nums">
            <caption className="sr-only">{caption}</caption>
            <thead className="bg-sunken border-b">
              <tr>
                <th scope="col" className="text-muted px-3 py-1.5 font-medium">
                  {unit}
                </th>
                {series.map(({ key, label }) => (
                  <th key={key} scope="col" className="text-muted px-3 py-1.5 text-right font-medium">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y">
              {bars.map(({ key, label, href, words }) => (
                <tr key={key}>
                  <th scope="row" className="px-3 py-1.5 font-normal whitespace-nowrap">
                    {href === undefined ? (
                      label
                    ) : (
                      <Link href={href} className="text-accent-text rounded-sm underline underline-offset-4">
                        {label}
                      </Link>
                    )}
                  </th>
                  {series.map((part, index) => (
                    <td key={part.key} className="px-3 py-1.5 text-right">
                      {words[index]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

function Bar({ bar, series, most }: { bar: ChartBar; series: readonly ChartSeries[]; most: number }) {
  const { label, values = [], words, href } = bar;
  const title = [label, ...series.map((part, index) => `${part.label} ${words[index] ?? ""}`)].join(" · ");
  const parts = series.map(({ key, tone }, index) => (
    <span
      key={key}
      className={cn("block first:rounded-b-xs last:rounded-t-xs", fills[tone], tone === "accent" && "opacity-85")}
      style={{ height: heightOf(values[index] ?? 0, most) }}
    />
  ));
  const className = "hover:bg-hover flex h-full min-w-0 flex-1 flex-col-reverse justify-start gap-px rounded-xs";
  if (href === undefined) {
    return (
      <span title={title} className={className}>
        {parts}
      </span>
    );
  }
  return (
    <Link href={href} title={title} tabIndex={-1} prefetch={false} className={className}>
      {parts}
    </Link>
  );
}

/** At least two pixels for anything at all: one failure must be seen beside ten thousand successes. */
function heightOf(value: number, most: number): string {
  return value === 0 ? "0" : `max(2px, ${((value / most) * 100).toFixed(2)}%)`;
}
