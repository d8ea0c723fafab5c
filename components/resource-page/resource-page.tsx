"use client";

import { SlidersHorizontal } from "lucide-react";
import { useCallback, useState } from "react";
import { ColumnPicker } from "@/components/data-table/column-picker";
import { DataTable } from "@/components/data-table/data-table";
import { useSampleData } from "@/components/shell/sample-data";
import { formatNumber } from "@/lib/core/format";
import type { Scoped } from "@/lib/core/scope";
import { formatSort } from "@/lib/dataset/sort";
import { type Resource, rowKey } from "@/lib/resources/resource";
import { EmptyState } from "./empty-state";
import { Facets } from "./facets";
import { FilterDialog } from "./filter-dialog";
import { Notices } from "./notices";
import { PageHeader } from "./page-header";
import { RequestChips } from "./request-chips";
import { RowPanel } from "./row-panel";
import { ScopeFailures } from "./scope-failures";
import { SearchField } from "./search-field";
import { useExport } from "./use-export";
import { useOpenRow } from "./use-open-row";
import type { ResourceView } from "./use-resource-view";

interface ResourcePageProps<Row extends object> {
  view: ResourceView<Row>;
  /** What the page says in pictures, above the table. */
  charts?: React.ReactNode;
  /** Words or switches of this page alone, beside the search. */
  children?: React.ReactNode;
  /** What only this page can tell of the open row. */
  panel?: (row: Scoped<Row>) => React.ReactNode;
  /** What is missing, where the rows are put together from several lists that each can fail. */
  missing?: React.ReactNode;
}

/** A resource's page: what is missing, the charts, the facets, the table, the open row. */
export function ResourcePage<Row extends object>({ view, charts, children, panel, missing }: ResourcePageProps<Row>) {
  const { resource, set, isFetching, error, found, shown, table, refresh } = view;
  const sampleData = useSampleData();
  const [facetsOpen, setFacetsOpen] = useState(false);
  const open = view.view.row;
  const { row: openRow, isMissing } = useOpenRow(view);
  const { exported, startExport } = useExport(view, sampleData);
  const rowAt = useCallback((place: number): Scoped<Row> | null => table.row(shown[place] ?? -1), [table, shown]);
  const rowIdentity = useCallback((row: Scoped<Row>) => rowKey(resource as Resource<Row>, row), [resource]);
  return (
    <div className="flex h-full min-w-0">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <PageHeader
          title={resource.title}
          noun={resource.noun}
          set={set}
          fetching={isFetching}
          onRefresh={refresh}
          onExport={startExport}
          exported={exported}
        />
        <Notices set={set} fetching={isFetching} error={error} onRefresh={refresh} />
        {missing ?? (
          <ScopeFailures failures={set.failures} actions={resource.actions} kept={set.kept} onRetry={view.retry} retrying={view.retrying} />
        )}
        <p className="max-w-4xl px-4 pt-3 text-muted sm:px-6">{resource.summary}</p>
        <div className="grid gap-x-10 gap-y-6 px-4 pt-4 pb-5 sm:px-6 lg:grid-cols-2">{(set.length > 0 || isFetching) && charts}</div>
        <div className="sticky top-0 flex h-full min-h-[26rem] shrink-0 border-t bg-canvas">
          <aside
            aria-label="Narrow down"
            className={`${facetsOpen ? "fixed inset-0 z-30 overflow-y-auto bg-canvas p-5" : "hidden"} ${set.length > 0 || isFetching ? "md:block" : ""} md:static md:w-52 md:shrink-0 md:overflow-y-auto md:border-r md:p-4 md:pl-6`}
          >
            <button type="button" className="button mb-4 md:hidden" onClick={() => setFacetsOpen(false)}>
              Show {formatNumber(shown.length)} rows
            </button>
            <Facets view={view} />
          </aside>
          <div className="flex min-w-0 flex-1 flex-col">
            <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
              <SearchField value={view.view.q} onChange={(q) => view.setView({ q })} />
              <button type="button" className="button md:hidden" onClick={() => setFacetsOpen(true)}>
                <SlidersHorizontal aria-hidden className="size-3.5" /> Narrow
              </button>
              {Object.keys({ ...resource.ids, ...resource.filters }).length > 0 && <FilterDialog resource={resource} />}
              <ColumnPicker columns={resource.columns} visible={view.view.columns} onChange={(columns) => view.setView({ columns })} />
              {children}
              {isMissing && (
                <p role="status" className="text-warning">
                  The row that this link opens is not among these rows.
                </p>
              )}
              <p className="ml-auto text-muted tabular-nums" aria-live="polite">
                {found !== null &&
                  (found.length > 0 || set.end !== null) &&
                  `${formatNumber(shown.length)} of ${formatNumber(found.length)}`}
              </p>
              <RequestChips view={view} />
            </div>
            <div className="min-h-0 flex-1">
              <DataTable
                label={resource.title}
                columns={resource.columns}
                visible={view.view.columns}
                count={shown.length}
                rowAt={rowAt}
                rowKey={rowIdentity}
                sort={view.sort}
                onSort={(keys) => view.setView({ sort: keys.length === 0 ? null : formatSort(keys) })}
                openKey={open}
                onOpen={(row) => view.setView({ row })}
              >
                <EmptyState view={view} />
              </DataTable>
            </div>
          </div>
        </div>
      </div>
      {openRow !== null && (
        <RowPanel resource={resource} row={openRow} onClose={() => view.setView({ row: null })}>
          {panel?.(openRow)}
        </RowPanel>
      )}
    </div>
  );
}
