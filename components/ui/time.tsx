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

const DAY_MS = 24 * 60 * 60_000;
const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndClock = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** `10:32` of the last 24 hours, `Nov 28, 10:32` before. Local. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return (Date.now() - date.getTime() < DAY_MS ? clock : dayAndClock).format(date);
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
