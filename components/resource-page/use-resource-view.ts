"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import type { RowSet } from "@/lib/query/row-set";
import { emptyRowSet } from "@/lib/query/row-set";
import { rowsQuery } from "@/lib/query/rows-query";
import type { Resource } from "@/lib/resources/resource";
import { type Choices, filterRows } from "@/lib/view/filter";
import { parseSort, sortRows } from "@/lib/view/sort";
import { facetParameter, facetParsers, requestSearch, toChoices, viewParsers } from "@/lib/view/url-state";

/** Everything a page needs of a resource: its rows, what of them is shown, and how to change that. */
export type ResourceView<Row extends object> = ReturnType<typeof useResourceView<Row>>;

/** Rows that a page leaves out before anything else, by the values of a column. Null leaves out none. */
export type Restriction = { column: string; allowed: readonly string[] } | null;

export function useResourceView<Row extends object>(resource: Resource<Row>, restrict?: (set: RowSet<Row>) => Restriction) {
  const params = useSearchParams();
  const search = useMemo(() => requestSearch(new URLSearchParams(params)), [params]);
  const query = useQuery(rowsQuery(resource, search));
  const [nothing] = useState(() => emptyRowSet(resource));
  const set = query.data ?? nothing;

  const [view, setView] = useQueryStates(
    useMemo(() => viewParsers(resource), [resource]),
    { history: "replace" },
  );
  const [facets, setFacets] = useQueryStates(
    useMemo(() => facetParsers(resource), [resource]),
    { history: "replace" },
  );
  const choices = useMemo(() => toChoices(facets), [facets]);
  const restriction = useMemo(() => restrict?.(set) ?? null, [restrict, set]);

  const rowsMatching = useCallback(
    (kept: Choices): Uint32Array => {
      const all =
        restriction === null ? kept : { ...kept, [restriction.column]: meet(restriction.allowed, kept[restriction.column] ?? []) };
      return filterRows(set.length, { search: view.q, choices: all }, set.table.columns, resource.columns);
    },
    [set, view.q, restriction, resource],
  );
  const filtered = useMemo(() => rowsMatching(choices), [rowsMatching, choices]);
  /** Row numbers that match, with the choices of one column left aside: what its facet and its chart count. */
  const matching = useCallback(
    (without: string): Uint32Array => ((choices[without] ?? []).length === 0 ? filtered : rowsMatching({ ...choices, [without]: [] })),
    [choices, filtered, rowsMatching],
  );
  const sort = useMemo(() => parseSort(view.sort, resource.columns), [view.sort, resource]);
  const shown = useMemo(() => sortRows(filtered, sort, set.table.columns, resource.columns), [filtered, sort, set, resource]);

  const choose = useCallback(
    (column: string, texts: readonly string[]) => setFacets({ [facetParameter(column)]: texts.length === 0 ? null : [...texts] }),
    [setFacets],
  );
  const toggle = useCallback(
    (column: string, text: string) => {
      const chosen = choices[column] ?? [];
      return choose(column, chosen.includes(text) ? chosen.filter((other) => other !== text) : [...chosen, text]);
    },
    [choices, choose],
  );
  const clear = useCallback(() => Promise.all([setFacets(null), setView({ q: null })]), [setFacets, setView]);

  /** Sums over rows that are still arriving would jump, and say “most” of what is not all there. */
  const settled = set.length > 0 && (set.end !== null || !query.isFetching);

  return {
    resource,
    search,
    query,
    set,
    settled,
    view,
    setView,
    choices,
    matching,
    filtered,
    shown,
    sort,
    choose,
    toggle,
    clear,
    restriction,
  };
}

/** No choice lets everything through, so what is left of a restriction must name at least one text. */
function meet(allowed: readonly string[], chosen: readonly string[]): readonly string[] {
  const both = chosen.length === 0 ? allowed : allowed.filter((text) => chosen.includes(text));
  return both.length === 0 ? ["\u0000nothing"] : both;
}
