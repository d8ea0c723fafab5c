"use client";

import { RefreshCw } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { PartReading } from "./part-failures";

interface ThingHeaderProps {
  title: string;
  /** What it is called besides, where it is. */
  children?: React.ReactNode;
  /** The lists that the page is put together from. */
  parts: readonly PartReading[];
  fetching: boolean;
  onRefresh: () => void;
  actions?: React.ReactNode;
}

/** The name of what a page is about, how much of what it is put together from is here, and how old the oldest of it is. */
export function ThingHeader({ title, children, parts, fetching, onRefresh, actions }: ThingHeaderProps) {
  const read = parts.filter(({ set }) => set.end !== null).length;
  const [oldest] = parts.flatMap(({ set }) => set.readAt ?? []).sort();
  return (
    <header className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-72">
        <h1 className="text-lg font-semibold break-words">{title}</h1>
        {children && <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted">{children}</div>}
      </div>
      <p className="text-muted tabular-nums" aria-live="polite">
        {read} of {parts.length} lists read
        {oldest !== undefined && (
          <>
            , <Time iso={oldest} />
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button" onClick={onRefresh} disabled={fetching}>
          <RefreshCw aria-hidden className="size-3.5" /> Refresh
        </button>
        {actions}
      </div>
      {fetching && (
        <div
          role="progressbar"
          aria-label="Reading from AWS"
          aria-valuenow={Math.round((100 * read) / parts.length)}
          className="absolute inset-x-0 -bottom-px h-0.5 overflow-hidden"
        >
          {read < parts.length ? (
            <div
              className="progress-bar h-full origin-left bg-accent"
              style={{ transform: `scaleX(${Math.max(0.05, read / parts.length)})` }}
            />
          ) : (
            <div className="sliding h-full w-1/3 bg-accent" />
          )}
        </div>
      )}
    </header>
  );
}
