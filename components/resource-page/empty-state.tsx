"use client";

import { SearchX } from "lucide-react";
import { formatCount } from "@/lib/core/format";
import { isComplete } from "@/lib/dataset/reading";
import type { ResourceView } from "./use-resource-view";

/** Why the table has no rows: still reading, refused, nothing there, or nothing that matches. */
export function EmptyState<Row extends object>({ view }: { view: ResourceView<Row> }) {
  const { set, found, isFetching, error, resource, clear, search } = view;
  // Rows are looked through a moment after they arrive.
  if (found === null || (found.length === 0 && set.length > 0) || (isFetching && set.length === 0)) return <TableSkeleton />;
  if (set.length > 0) {
    return (
      <Words
        title="Nothing matches"
        text={`${formatCount(set.length, resource.noun)} arrived, none of which matches what is searched and chosen here.`}
      >
        <button type="button" className="button" onClick={() => clear()}>
          <SearchX aria-hidden className="size-3.5" /> Clear search and choices
        </button>
      </Words>
    );
  }
  if (set.failures.some(({ error }) => error.kind === "denied")) {
    return <Words title="Not permitted" text="AWS refused to show these rows. What is missing stands above." />;
  }
  if (error !== null || !isComplete(set))
    return <Words title="Unknown" text="Nothing could be read, so nothing can be said. The reason stands above." />;
  if (narrows(search))
    return <Words title="AWS found nothing" text="No row matches the ids and filters that AWS was asked with. Take some away above." />;
  return <Words title={`No ${resource.noun[1]} yet`} text={resource.empty} />;
}

const narrows = (search: string): boolean =>
  [...new URLSearchParams(search).keys()].some((name) => name !== "region" && name !== "account");

function Words({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-14 text-center">
      <p className="font-semibold">{title}</p>
      <p className="text-muted">{text}</p>
      {children}
    </div>
  );
}

const SKELETON_LINES = Array.from({ length: 14 }, (_, line) => `line ${line}`);

function TableSkeleton() {
  return (
    <div aria-hidden className="grid">
      {SKELETON_LINES.map((line) => (
        <div key={line} className="flex h-[33px] items-center gap-6 border-b px-3">
          <div className="skeleton h-3 w-24" />
          <div className="skeleton h-3 w-44" />
          <div className="skeleton h-3 w-32" />
          <div className="skeleton ml-auto h-3 w-14" />
        </div>
      ))}
    </div>
  );
}
