"use client";

import { formatDistanceStrict } from "date-fns";
import { useNow } from "./use-now";

const JUST_NOW_MS = 45_000;
const local = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

/** Local time and UTC, in full. */
export function absoluteTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : `${local.format(date)} local, ${iso
        .replace("T", " ")
        .replace(/\.\d+Z$/, "Z")
        .replace("Z", " UTC")}`;
}

/** How long ago, or how soon. A text that is no time is shown as it is. */
function relativeTime(iso: string, now: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const isNow = Math.abs(date.getTime() - now) < JUST_NOW_MS;
  return isNow ? "just now" : formatDistanceStrict(date, now, { addSuffix: true });
}

/** A moment: relative, with the absolute time on hover. */
export function Time({ iso }: { iso: string }) {
  const now = useNow();
  return (
    <time dateTime={iso} title={absoluteTime(iso)} className="whitespace-nowrap">
      {relativeTime(iso, now)}
    </time>
  );
}
