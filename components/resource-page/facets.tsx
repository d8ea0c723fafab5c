"use client";

import { useMemo, useState } from "react";
import { useNames } from "@/components/ui/names";
import type { Column } from "@/lib/resources/resource";
import { type FacetValue, facetCounts } from "@/lib/view/filter";
import { formatNumber, formatValue } from "@/lib/view/format";
import type { ResourceView } from "./use-resource-view";

const FEW = 6;

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

const mostFirst = (a: FacetValue, b: FacetValue): number => b.count - a.count || (a.text < b.text ? -1 : 1);

/** Ids and accounts have many values: those with few are looked for first. */
const isIdentity = ({ kind }: Pick<Column<never>, "kind">): boolean => kind === "id" || kind === "account";

function Facet<Row extends object>({ view, name, column }: { view: ResourceView<Row>; name: string; column: Column<Row> }) {
  const { set, matching, toggle, settled } = view;
  const [all, setAll] = useState(false);
  const names = useNames();
  const chosen = view.choices[name] ?? [];
  const counts = useMemo(() => {
    const coded = set.table.columns[name];
    const all = coded ? facetCounts(matching(name), coded) : [];
    // While rows arrive the most frequent change places; then the order of arrival does not jump.
    return settled ? all.sort(mostFirst) : all;
  }, [set, matching, name, settled]);
  const vanished = chosen.filter((text) => !counts.some((value) => value.text === text)).map((text) => ({ text, count: 0 }));
  const values = [...vanished, ...counts];
  if (values.length < 2 && chosen.length === 0) return null;
  const shown = all ? values : values.filter(({ text }, place) => place < FEW || chosen.includes(text));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-semibold">{column.label}</legend>
      <div className="grid max-h-72 grid-cols-[minmax(0,1fr)] overflow-y-auto">
        {shown.map(({ text, count }) => (
          <label key={text} className="flex min-h-6 cursor-pointer items-center gap-2 hover:text-accent">
            <input type="checkbox" className="shrink-0 accent-accent" checked={chosen.includes(text)} onChange={() => toggle(name, text)} />
            <span className="min-w-0 truncate" title={text}>
              {text === "" ? "(empty)" : (names.get(text) ?? formatValue(column.kind, text))}
            </span>
            <span className="ml-auto text-muted tabular-nums">{formatNumber(count)}</span>
          </label>
        ))}
      </div>
      {values.length > FEW && (
        <button type="button" className="link mt-1 text-xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${formatNumber(values.length)}`}
        </button>
      )}
    </fieldset>
  );
}
