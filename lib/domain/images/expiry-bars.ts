import { type Bar, type Bars, splitsOf } from "@/lib/dataset/group";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

const DAY_MS = 86_400_000;
const BUCKETS: readonly [label: string, belowDays: number][] = [
  ["Expired", 0],
  ["Within a day", 1],
  ["1 to 3 days", 3],
  ["3 to 7 days", 7],
  ["1 to 2 weeks", 14],
  ["2 to 4 weeks", 28],
  ["Later", Number.POSITIVE_INFINITY],
];

/** Reports by how soon AWS deletes them, split by state. A report without an expiry is in no bar. */
export function expiryBars(reports: readonly Pick<ImageUsageReport, "state" | "expirationTime">[], now: number): Bars {
  const counts = BUCKETS.map((): Record<string, number> => ({}));
  let unknown = 0;
  for (const { state, expirationTime } of reports) {
    const days = expirationTime === null ? Number.NaN : (Date.parse(expirationTime) - now) / DAY_MS;
    const parts = counts[BUCKETS.findIndex(([, below]) => days < below)];
    if (parts === undefined) unknown += 1;
    else parts[state ?? "no state"] = (parts[state ?? "no state"] ?? 0) + 1;
  }
  const bars = BUCKETS.flatMap(([label], place): Bar[] => {
    const parts = counts[place] ?? {};
    const total = Object.values(parts).reduce((sum, count) => sum + count, 0);
    return total === 0 ? [] : [{ key: label, label, parts, total }];
  });
  return { bars, other: null, splits: splitsOf(bars), unknown };
}
