"use client";

import { useCallback, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useSampleData } from "@/components/shell/sample-data";
import type { Scoped } from "@/lib/core/scope";
import { formatSort } from "@/lib/dataset/sort";
import { type Resource, rowKey } from "@/lib/resources/resource";
import { EmptyState } from "./empty-state";
import { FacetRail } from "./facet-rail";
import { FilterBar } from "./filter-bar";
import { Notices } from "./notices";
import { PageHeader } from "./page-header";
import { RowPanel } from "./row-panel";
import { ScopeFailures } from "./scope-failures";
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

/** A resource's page. Its title and filters stay; what is missing, the charts and the table are in one scroller below them. */
export function ResourcePage<Row extends object>({ view, charts, children, panel, missing }: ResourcePageProps<Row>) {
  const { resource, set, isFetching, error, shown, table, refresh } = view;
  const sampleData = useSampleData();
  const [facetsOpen, setFacetsOpen] = useState(false);
  const { row: openRow, isMissing } = useOpenRow(view);
  const { exported, startExport } = useExport(view, sampleData);
  const rowAt = useCallback((place: number): Scoped<Row> | null => table.row(shown[place] ?? -1), [table, shown]);
  const rowIdentity = useCallback((row: Scoped<Row>) => rowKey(resource as Resource<Row>, row), [resource]);
  return (
    <div className="flex h-full min-w-0">
      <div className="page-column">
        <PageHeader
          title={resource.title}
          noun={resource.noun}
          set={set}
          fetching={isFetching}
          onRefresh={refresh}
          onExport={startExport}
          exported={exported}
        />
        <FilterBar view={view} isRowMissing={isMissing} onFacets={() => setFacetsOpen(true)}>
          {children}
        </FilterBar>
        <div className="flex min-h-64 flex-1">
          <FacetRail view={view} isOpen={facetsOpen} onClose={() => setFacetsOpen(false)} />
          <div className="min-w-0 flex-1">
            <DataTable
              label={resource.title}
              columns={resource.columns}
              visible={view.view.columns}
              count={shown.length}
              rowAt={rowAt}
              rowKey={rowIdentity}
              sort={view.sort}
              onSort={(keys) => view.setView({ sort: keys.length === 0 ? null : formatSort(keys) })}
              openKey={view.view.row}
              onOpen={(row) => view.setView({ row })}
              above={
                <>
                  <Notices set={set} fetching={isFetching} error={error} onRefresh={refresh} />
                  {missing ?? (
                    <ScopeFailures
                      failures={set.failures}
                      actions={resource.actions}
                      kept={set.kept}
                      onRetry={view.retry}
                      retrying={view.retrying}
                    />
                  )}
                  <p className="max-w-4xl px-4 pt-3 text-muted sm:px-6">{resource.summary}</p>
                  <div className="grid gap-x-10 gap-y-6 border-b px-4 pt-4 pb-5 sm:px-6 lg:grid-cols-2">
                    {(set.length > 0 || isFetching) && charts}
                  </div>
                </>
              }
            >
              <EmptyState view={view} />
            </DataTable>
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
