"use client";

import { Download, RefreshCw } from "lucide-react";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/core/format";
import type { ReadingProgress } from "@/lib/dataset/reading";
import { StillWaiting } from "./still-waiting";

interface PageHeaderProps {
  title: string;
  noun: readonly [string, string];
  set: ReadingProgress;
  fetching: boolean;
  onRefresh: () => void;
  onExport?: () => void;
  /** How much of the file is made, from 0 to 1. Null while none is. */
  exported?: number | null;
}

/** The page's name, how much has arrived and how old it is, and what can be done with all of it. */
export function PageHeader({ title, noun, set, fetching, onRefresh, onExport, exported = null }: PageHeaderProps) {
  return (
    <header className="relative flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5 sm:px-6">
      <h1 className="text-lg font-semibold">{title}</h1>
      <Progress noun={noun} set={set} fetching={fetching} />
      <div className="ml-auto flex gap-2">
        <button type="button" className="button" onClick={onRefresh} disabled={fetching}>
          <RefreshCw aria-hidden className="size-3.5" /> <span className="max-sm:sr-only">Refresh</span>
        </button>
        {onExport && (
          <button type="button" className="button tabular-nums" onClick={onExport} disabled={set.length === 0 || exported !== null}>
            <Download aria-hidden className="size-3.5" />
            {exported === null ? <span className="max-sm:sr-only">Export CSV</span> : `Exporting ${Math.floor(100 * exported)} %`}
          </button>
        )}
      </div>
      <ProgressBar set={set} fetching={fetching} />
      {fetching && <StillWaiting set={set} />}
    </header>
  );
}

function Progress({ noun, set, fetching }: Pick<PageHeaderProps, "noun" | "set" | "fetching">) {
  const finished = set.done.length + set.failures.length;
  const scopes = set.scopes.length === 0 ? "" : ` · ${formatNumber(set.done.length)} of ${formatCount(set.scopes.length, scopeNoun(set))}`;
  const isRefresh = fetching && set.end !== null;
  return (
    <p className="text-muted tabular-nums max-sm:order-last max-sm:w-full" aria-live="polite">
      {set.readAt === null ? (
        fetching ? (
          "Reading…"
        ) : (
          "Not read"
        )
      ) : (
        <>
          {formatCount(set.length, noun)}
          {scopes}
          {set.end === null && fetching && finished < set.scopes.length ? " so far" : ""}
          {" · read "}
          <Time iso={set.readAt} />
          {isRefresh && ", reading again"}
        </>
      )}
    </p>
  );
}

/** Of one account, its scopes are its regions. */
const scopeNoun = ({ scopes }: Pick<ReadingProgress, "scopes">): readonly [string, string] =>
  new Set(scopes.map(({ account }) => account)).size > 1 ? ["scope", "scopes"] : ["region", "regions"];

/**
 * Scopes finished of all. Where that share is not known, the bar moves until there are rows, and then their
 * number does: what moves all the time is drawn all the time, beside the stream.
 */
function ProgressBar({ set, fetching }: Pick<PageHeaderProps, "set" | "fetching">) {
  if (!fetching) return null;
  const known = set.end === null && set.scopes.length > 0;
  const share = known ? (set.done.length + set.failures.length) / set.scopes.length : 0;
  return (
    <div
      role="progressbar"
      aria-label="Reading from AWS"
      {...(known && { "aria-valuenow": Math.round(share * 100) })}
      className="absolute inset-x-0 -bottom-px h-0.5 overflow-hidden"
    >
      {known && share > 0 ? (
        <div className="progress-bar h-full origin-left bg-accent" style={{ transform: `scaleX(${share})` }} />
      ) : (
        <div className={`h-full bg-accent ${set.end === null && set.length > 0 ? "opacity-40" : "sliding w-1/3"}`} />
      )}
    </div>
  );
}
