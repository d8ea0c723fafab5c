import { RefreshCw } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { Reading } from "@/lib/query/row-set";
import { formatCount } from "@/lib/view/format";

interface Part {
  query: { data: Reading | undefined; isFetching: boolean };
  refresh: () => Promise<void>;
}

/** The overview's name, how much of it has been read, and how old the oldest of it is. */
export function OverviewHeader({ parts }: { parts: readonly Part[] }) {
  const read = parts.filter(({ query }) => query.data?.end).length;
  const isFetching = parts.some(({ query }) => query.isFetching);
  const [oldest] = parts.flatMap(({ query }) => query.data?.readAt ?? []).sort();
  return (
    <header className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5 sm:px-6">
      <h1 className="text-lg font-semibold">Overview</h1>
      <p className="text-muted tabular-nums" aria-live="polite">
        {read} of {formatCount(parts.length, ["list", "lists"])} read
        {oldest !== undefined && (
          <>
            , <Time iso={oldest} />
          </>
        )}
      </p>
      <button
        type="button"
        className="button ml-auto"
        disabled={isFetching}
        onClick={() => void Promise.all(parts.map(({ refresh }) => refresh()))}
      >
        <RefreshCw aria-hidden className="size-3.5" /> Refresh
      </button>
      {isFetching && (
        <div
          role="progressbar"
          aria-label="Reading from AWS"
          aria-valuenow={Math.round((100 * read) / parts.length)}
          className="absolute inset-x-0 -bottom-px h-0.5 overflow-hidden"
        >
          <div
            className="progress-bar h-full origin-left bg-accent"
            style={{ transform: `scaleX(${Math.max(0.05, read / parts.length)})` }}
          />
        </div>
      )}
    </header>
  );
}
