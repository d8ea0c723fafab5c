"use client";

import { useMemo, useState } from "react";
import { useLabel } from "@/components/ui/names";
import { formatNumber } from "@/lib/core/format";
import type { FacetValue } from "@/lib/dataset/filter";
import { wordOf } from "@/lib/resources/format-value";
import type { Column } from "@/lib/resources/resource";
import type { ResourceView } from "./use-resource-view";

const FEW = 6;
/** A list of thousands takes longer to draw than anyone waits for, or reads. */
const MORE = 250;

/** What the rows can be narrowed to, with counts. A column whose rows are all alike offers nothing. */
export function Facets<Row extends object>({ view }: { view: ResourceView<Row> }) {
  const columns = Object.entries(view.resource.columns)
    .filter(([, column]) => column.facet)
    .sort(([, a], [, b]) => Number(isIdentity(a)) - Number(isIdentity(b)));
  return (
    <div className="grid content-start gap-5">
      {columns.map(([name, column]) => (
        <Facet key={name} view={view} name={name} column={column} />
      ))}
    </div>
  );
}

const moreText = (count: number, shown: number): string =>
  count <= shown + MORE ? `Show all ${formatNumber(count)}` : `Show ${MORE} more of ${formatNumber(count)}`;

const mostFirst = (a: FacetValue, b: FacetValue): number => b.count - a.count || (a.text < b.text ? -1 : 1);

/** Ids and accounts have many values: those with few are looked for first. */
const isIdentity = ({ kind }: Pick<Column<never>, "kind">): boolean => kind === "id" || kind === "account";

function Facet<Row extends object>({ view, name, column }: { view: ResourceView<Row>; name: string; column: Column<Row> }) {
  const { found, toggle, settled } = view;
  const [most, setMost] = useState(FEW);
  const label = useLabel();
  const nameOf = (text: string): string => wordOf(column, text) ?? label(column.kind, text);
  const chosen = view.choices[name] ?? [];
  const counts = useMemo(() => {
    const all = found?.facets[name] ?? [];
    // While rows arrive the most frequent change places; then the order of arrival does not jump.
    return settled ? all.toSorted(mostFirst) : all;
  }, [found, name, settled]);
  const vanished = chosen.filter((text) => !counts.some((value) => value.text === text)).map((text) => ({ text, count: 0 }));
  const values = [...vanished, ...counts];
  if (values.length < 2 && chosen.length === 0) return null;
  const shown = values.filter(({ text }, place) => place < most || chosen.includes(text));
  const isAll = most >= values.length;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-semibold">{column.label}</legend>
      <div className="grid max-h-72 grid-cols-[minmax(0,1fr)] overflow-y-auto">
        {shown.map(({ text, count }) => (
          <label key={text} className="flex min-h-6 cursor-pointer items-center gap-2 hover:text-accent">
            <input type="checkbox" className="shrink-0 accent-accent" checked={chosen.includes(text)} onChange={() => toggle(name, text)} />
            <span className="min-w-0 truncate" title={nameOf(text)}>
              {text === "" ? "(empty)" : nameOf(text)}
            </span>
            <span className="ml-auto text-muted tabular-nums">{formatNumber(count)}</span>
          </label>
        ))}
      </div>
      {values.length > FEW && (
        <button type="button" className="link mt-1 text-xs" aria-expanded={most > FEW} onClick={() => setMost(isAll ? FEW : most + MORE)}>
          {isAll ? "Show fewer" : moreText(values.length, most)}
        </button>
      )}
    </fieldset>
  );
}
