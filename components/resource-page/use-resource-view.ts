"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { useAccountNames } from "@/components/ui/account-names";
import { useSliced } from "@/components/ui/use-sliced";
import { facetParsers, toChoices, viewParsers } from "@/lib/client/url-state";
import { facetParameter } from "@/lib/core/routes";
import { computeView, type ViewQuestion, viewLength } from "@/lib/dataset/compute-view";
import { parseSort } from "@/lib/dataset/sort";
import type { RouteReading } from "./use-rows";

/** Everything a page needs of a resource: its rows, what of them is shown, and how to change that. */
export type ResourceView<Row extends object> = ReturnType<typeof useResourceView<Row>>;

const NO_ROWS = new Uint32Array();

/** The view of rows that were read or put together: `useResourceView(useRows(images))`. */
export function useResourceView<Row extends object>(rows: RouteReading<Row>, restrict?: ViewQuestion<Row>["restrict"]) {
  const { resource, set, isFetching } = rows;
  const accountNames = useAccountNames();
  /** Sums over rows that are still arriving would jump, and say “most” of what is not all there. */
  const isRead = set.length > 0 && (set.end !== null || !isFetching);

  const [view, setView] = useQueryStates(
    useMemo(() => viewParsers(resource), [resource]),
    { history: "replace" },
  );
  const [facets, setFacets] = useQueryStates(
    useMemo(() => facetParsers(resource), [resource]),
    { history: "replace" },
  );
  const choices = useMemo(() => toChoices(facets), [facets]);
  const sort = useMemo(() => parseSort(view.sort, resource.columns), [view.sort, resource]);
  const { table } = set;
  const length = viewLength(set.length, isRead);
  const found = useSliced(
    useCallback(
      () => computeView({ table, length, search: view.q, accountNames, choices, sort, restrict }),
      [table, length, view.q, accountNames, choices, sort, restrict],
    ),
  );
  /** Row numbers that match, with the choices of one column left aside: what its facet and its chart count. */
  const matching = useCallback((column: string): Uint32Array => found?.matching[column] ?? found?.filtered ?? NO_ROWS, [found]);

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

  return {
    ...rows,
    /** What is on screen is of all rows that were read. After a refresh the rows before it stay until the new ones are found. */
    settled: isRead && found !== null && (found.table !== table || found.length === set.length),
    /** The rows that the numbers below are of. */
    table: found?.table ?? table,
    view,
    setView,
    choices,
    found,
    matching,
    filtered: found?.filtered ?? NO_ROWS,
    shown: found?.shown ?? NO_ROWS,
    sort,
    choose,
    toggle,
    clear,
  };
}
