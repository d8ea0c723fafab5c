"use client";

import { useId, useState } from "react";
import { formatNumber } from "@/lib/core/format";
import type { Bar as BarData, Bars } from "@/lib/dataset/group";
import { BarLabels, BarTotals } from "./bar-labels";
import { ChartBars } from "./chart-bars";
import { ChartTable } from "./chart-table";
import { Legend } from "./legend";

export interface BarChartProps {
  /** The question that the chart answers. */
  title: string;
  /** What was counted, of what, and what is not in it. */
  summary: string;
  data: Bars;
  /** What a part is called, where its value is no good name. */
  splitLabel?: (split: string) => string;
  splitColor: (split: string, place: number) => string;
  /** The bar's number in words. */
  totalText?: (key: string, total: number) => string;
  /** What the other bars are: `accounts`. */
  otherNoun: string;
  /** Filters the table to a bar. Absent where a bar is no filter. */
  onSelect?: ((key: string) => void) | undefined;
  selected?: readonly string[];
  /** Where a mark is drawn across all bars, in the unit of the bars. */
  mark?: number;
}

/** Bars, the largest first, with the rest as one. Each is a button that filters; the same numbers can be seen as a table. */
export function BarChart(props: BarChartProps) {
  const {
    title,
    summary,
    data,
    splitColor,
    splitLabel = (split) => split,
    otherNoun,
    onSelect,
    selected = [],
    mark,
    totalText = (_, total) => formatNumber(total),
  } = props;
  const [asTable, setAsTable] = useState(false);
  const headingId = useId();
  const other = data.other && { ...data.other, label: `Other (${formatNumber(data.other.count)} ${otherNoun})` };
  const lines = [...data.bars, ...(other ? [other] : [])];
  return (
    <section aria-labelledby={headingId} className="min-w-0">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id={headingId} className="font-semibold">
          {title}
        </h2>
        <button type="button" className="link shrink-0 text-xs" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "View as chart" : "View as table"}
        </button>
      </div>
      <p className="mb-2 text-muted">{summary}</p>
      {lines.length === 0 && <p>Nothing to show.</p>}
      {asTable ? (
        <ChartTable
          caption={title}
          lines={lines}
          splits={props.totalText || isSplitByItself(lines) ? [] : data.splits}
          splitLabel={splitLabel}
          totalText={totalText}
        />
      ) : (
        <>
          <div className="grid grid-cols-[minmax(5rem,max-content)_minmax(3rem,1fr)_auto] gap-x-3">
            <BarLabels lines={lines} onSelect={onSelect} selected={selected} />
            <ChartBars data={data} lines={lines} splitColor={splitColor} selected={selected} mark={mark} />
            <BarTotals lines={lines} totalText={totalText} />
          </div>
          {data.splits.length > 1 && !isSplitByItself(lines) && (
            <Legend entries={data.splits.map((split, place) => ({ label: splitLabel(split), color: splitColor(split, place) }))} />
          )}
        </>
      )}
    </section>
  );
}

/** Where a bar is split by what it is itself, for its colour alone, a legend would repeat the labels. */
const isSplitByItself = (lines: readonly BarData[]): boolean =>
  lines.every(({ key, parts }) => Object.keys(parts).every((part) => part === key));
