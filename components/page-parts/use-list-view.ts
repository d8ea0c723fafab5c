"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { useAccountNames } from "@/components/ui/account-names";
import { useSliced } from "@/components/ui/use-sliced";
import type { Scoped } from "@/lib/core/scope";
import { computeView } from "@/lib/dataset/compute-view";
import { RowTable } from "@/lib/dataset/row-table";
import { formatSort, parseSort, type SortKey } from "@/lib/dataset/sort";
import type { Resource } from "@/lib/resources/resource";

const NO_ROWS = new Uint32Array();
const NO_CHOICES = {};

/**
 * What of a list on a page is shown: its search and its order stand in the address under the list's own
 * name, `usage.q` and `usage.sort`, for a page may have several.
 */
export function useListView<Row extends object>(name: string, resource: Resource<Row>, rows: readonly Scoped<Row>[]) {
  const parsers = useMemo(() => ({ q: parseAsString.withDefault(""), sort: parseAsString.withDefault(resource.defaultSort) }), [resource]);
  const urlKeys = useMemo(() => ({ q: `${name}.q`, sort: `${name}.sort` }), [name]);
  const [state, setState] = useQueryStates(parsers, { history: "replace", urlKeys });
  const accountNames = useAccountNames();
  const sort = useMemo(() => parseSort(state.sort, resource.columns), [state.sort, resource]);
  const table = useMemo(() => tableOf(resource, rows), [resource, rows]);
  const found = useSliced(
    useCallback(
      () => computeView({ table, length: table.length, search: state.q, accountNames, choices: NO_CHOICES, sort }),
      [table, state.q, accountNames, sort],
    ),
  );
  return {
    /** The rows that `shown` are the numbers of. */
    table: found?.table ?? table,
    shown: found?.shown ?? NO_ROWS,
    /** Null until the first look at the rows is over. */
    found,
    search: state.q,
    setSearch: (q: string | null) => setState({ q }),
    sort,
    setSort: (keys: readonly SortKey[]) => setState({ sort: keys.length === 0 ? null : formatSort(keys) }),
  };
}

/** Rows as a table. A table marks its rows with their scope, so it is given rows of its own. */
function tableOf<Row extends object>(resource: Resource<Row>, rows: readonly Scoped<Row>[]): RowTable<Row> {
  const table = new RowTable(resource);
  for (const row of rows) table.append(row.scope, [{ ...row }]);
  return table;
}
