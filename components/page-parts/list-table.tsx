"use client";

import { Download } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useExport } from "@/components/resource-page/use-export";
import { useSampleData } from "@/components/shell/sample-data";
import { scopeSearch } from "@/lib/client/url-state";
import { formatNumber } from "@/lib/core/format";
import { withScope } from "@/lib/core/routes";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import { emptyReading } from "@/lib/dataset/reading";
import { type Resource, rowKey } from "@/lib/resources/resource";
import { ListSearch } from "./list-search";
import { useListView } from "./use-list-view";

/** Rows that are seen at once: longer lists scroll in themselves. */
const MOST_SEEN = 14;
const LINE = 33;
/** The heading, and room for a scroll bar below. */
const AROUND_LINES = 48;
/** A list that is seen whole needs no search. */
const FEW = 8;

interface ListTableProps<Row extends object> {
  /** Of the list in the address: `usage`. */
  name: string;
  /** What the list is called, and its file. */
  title: string;
  resource: Resource<Row>;
  /** Memoise them: other rows are another list. */
  rows: readonly Scoped<Row>[];
  /** Whether these are all rows: the file's name says so where they are not. */
  complete: boolean;
  /** Where a row leads. */
  hrefOf: (row: Scoped<Row>) => string | null;
  /** Beside the search. */
  children?: React.ReactNode;
}

/** A list within a page: searched, sorted and saved as a file as on a page of its own. Enter follows a row. */
export function ListTable<Row extends object>({ name, title, resource, rows, complete, hrefOf, children }: ListTableProps<Row>) {
  const view = useListView(name, resource, rows);
  const { table, shown, found } = view;
  const router = useRouter();
  const kept = scopeSearch(new URLSearchParams(useSearchParams()));
  const sampleData = useSampleData();
  const columns = useMemo(() => Object.keys(resource.columns).filter((column) => resource.columns[column]?.optional !== true), [resource]);
  const exported = useMemo(() => {
    const scopes = [...new Map(rows.map(({ scope }) => [scopeKey(scope), scope])).values()];
    const end = { complete, truncated: false, rows: table.length };
    const set = { ...emptyReading(resource), table, scopes, length: table.length, end };
    return { resource: { ...resource, title }, set, table, shown, view: { columns: Object.keys(resource.columns) } };
  }, [resource, title, rows, table, shown, complete]);
  const { exported: progress, startExport } = useExport(exported, sampleData);
  const rowAt = useCallback((place: number): Scoped<Row> | null => table.row(shown[place] ?? -1), [table, shown]);
  const keyOf = useCallback((row: Scoped<Row>) => rowKey(resource, row), [resource]);
  const hrefs = useMemo(() => new Map(rows.map((row) => [rowKey(resource, row), hrefOf(row)])), [rows, resource, hrefOf]);
  const follow = (key: string) => {
    const href = hrefs.get(key);
    if (href) router.push(withScope(href, kept));
  };
  return (
    <div className="border-y">
      <div className="flex flex-wrap items-center gap-2 border-b py-2">
        {rows.length > FEW && <ListSearch label={`Search ${title}`} value={view.search} onChange={view.setSearch} />}
        {children}
        <p className="ml-auto text-muted tabular-nums" aria-live="polite">
          {formatNumber(shown.length)} of {formatNumber(rows.length)}
        </p>
        <button
          type="button"
          className="button tabular-nums"
          onClick={startExport}
          disabled={rows.length === 0 || progress !== null}
          aria-label={`Export CSV: ${title}`}
        >
          <Download aria-hidden className="size-3.5" /> {progress === null ? "Export CSV" : `Exporting ${Math.floor(100 * progress)} %`}
        </button>
      </div>
      <div style={{ height: Math.max(3, Math.min(rows.length, MOST_SEEN)) * LINE + AROUND_LINES }}>
        <DataTable
          label={title}
          columns={resource.columns}
          visible={columns}
          count={shown.length}
          rowAt={rowAt}
          rowKey={keyOf}
          sort={view.sort}
          onSort={view.setSort}
          openKey={null}
          onOpen={follow}
        >
          {found !== null && <p className="px-3 py-4 text-muted">Nothing matches what is searched here.</p>}
        </DataTable>
      </div>
    </div>
  );
}
