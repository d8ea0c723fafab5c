"use client";

import { RequestRefused, staysRefused } from "@/lib/client/fetch-events";
import { formatNumber } from "@/lib/core/format";
import type { ReadingProgress } from "@/lib/dataset/reading";

interface NoticesProps {
  set: ReadingProgress;
  fetching: boolean;
  error: Error | null;
  onRefresh: () => void;
}

/** What is wrong with the reading as a whole: refused, cut short, or never begun. */
export function Notices({ set, fetching, error, onRefresh }: NoticesProps) {
  const text = noticeText(set, fetching, error);
  if (text === null) return null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-bad-soft px-4 py-2 sm:px-6">
      <p className="min-w-0 break-words">{text}</p>
      {!staysRefused(error) && (
        <button type="button" className="link" onClick={onRefresh}>
          Read again
        </button>
      )}
    </div>
  );
}

function noticeText(set: ReadingProgress, fetching: boolean, error: Error | null): string | null {
  if (error instanceof RequestRefused) return error.parameter === null ? error.message : `Nothing was read. ${error.message}`;
  const kept = set.length === 0 ? "" : ` The ${formatNumber(set.length)} rows below had arrived before.`;
  if (error !== null && set.end !== null)
    return "The refresh failed: the server could not be reached. The rows below are those of the last reading.";
  if (error !== null) return `The connection broke before everything had arrived.${kept}`;
  if (!fetching && set.readAt !== null && set.end === null) return `The reading was left before its end.${kept}`;
  if (set.end !== null && set.end.rows !== set.length)
    return `The server sent ${formatNumber(set.end.rows)} rows, but ${formatNumber(set.length)} arrived.`;
  return null;
}
