import { SlidersHorizontal } from "lucide-react";
import { ColumnPicker } from "@/components/data-table/column-picker";
import { formatNumber } from "@/lib/core/format";
import { FilterDialog } from "./filter-dialog";
import { RequestChips } from "./request-chips";
import { SearchField } from "./search-field";
import type { ResourceView } from "./use-resource-view";

interface FilterBarProps<Row extends object> {
  view: ResourceView<Row>;
  /** The address opens a row that is not among these. */
  isRowMissing: boolean;
  /** Opens the facets, where the screen is too narrow to have them beside the table. */
  onFacets: () => void;
  /** Words or switches of this page alone. */
  children: React.ReactNode;
}

/** What narrows the rows, which columns they have, and how many there are. */
export function FilterBar<Row extends object>({ view, isRowMissing, onFacets, children }: FilterBarProps<Row>) {
  const { resource, set, found, shown, setView } = view;
  return (
    <div className="filter-bar">
      <SearchField value={view.view.q} onChange={(q) => setView({ q })} />
      <button type="button" className="button md:hidden" onClick={onFacets}>
        <SlidersHorizontal aria-hidden className="size-3.5" /> Narrow
      </button>
      {Object.keys({ ...resource.ids, ...resource.filters }).length > 0 && <FilterDialog resource={resource} />}
      <ColumnPicker columns={resource.columns} visible={view.view.columns} onChange={(columns) => setView({ columns })} />
      {children}
      {isRowMissing && (
        <p role="status" className="text-warning">
          The row that this link opens is not among these rows.
        </p>
      )}
      <p className="ml-auto text-muted tabular-nums" aria-live="polite">
        {found !== null && (found.length > 0 || set.end !== null) && `${formatNumber(shown.length)} of ${formatNumber(found.length)}`}
      </p>
      <RequestChips view={view} />
    </div>
  );
}
