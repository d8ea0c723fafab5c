"use client";

import { useCallback } from "react";
import { useSliced } from "@/components/ui/use-sliced";
import type { Scoped } from "@/lib/core/scope";
import type { ResourceView } from "./use-resource-view";

interface OpenRow<Row> {
  row: Scoped<Row> | null;
  /** The link names a row that is not among these. */
  isMissing: boolean;
}

/** The row that the address opens. Looking for it among very many takes a moment. */
export function useOpenRow<Row extends object>(view: ResourceView<Row>): OpenRow<Row> {
  const { table, length } = view.set;
  const key = view.view.row;
  const looked = useSliced(
    useCallback(
      function* () {
        return { key, length, row: key === null ? null : yield* table.find(key) };
      },
      [key, table, length],
    ),
  );
  const row = looked?.key === key ? looked.row : null;
  return { row, isMissing: key !== null && row === null && view.settled && looked?.key === key && looked.length === length };
}
