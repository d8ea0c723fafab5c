import { formatNumber } from "@/lib/core/format";
import { Facets } from "./facets";
import type { ResourceView } from "./use-resource-view";

interface FacetRailProps<Row extends object> {
  view: ResourceView<Row>;
  /** On narrow screens it lies over the page while it is open. */
  isOpen: boolean;
  onClose: () => void;
}

/** The facets beside the table, scrolled for themselves. */
export function FacetRail<Row extends object>({ view, isOpen, onClose }: FacetRailProps<Row>) {
  const hasRows = view.set.length > 0 || view.isFetching;
  return (
    <aside
      aria-label="Narrow down"
      className={`${isOpen ? "fixed inset-0 z-30 overflow-y-auto bg-canvas p-5" : "hidden"} ${hasRows ? "md:block" : ""} md:static md:w-52 md:shrink-0 md:overflow-y-auto md:border-r md:p-4 md:pl-6`}
    >
      <button type="button" className="button mb-4 md:hidden" onClick={onClose}>
        Show {formatNumber(view.shown.length)} rows
      </button>
      <Facets view={view} />
    </aside>
  );
}
