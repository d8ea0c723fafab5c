import { formatCount, formatNumber } from "@/lib/core/format";
import { type Count, type Known, known, type Unknown } from "@/lib/core/known";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { reconcile } from "./reconcile";

type Use = Pick<LicenseUse, "associationTime" | "consumedLicenses">;
type Limited = Pick<LicenseConfiguration, "licenseCount" | "consumedLicenses">;

/** How far a configuration is over its limit, and since when at the latest. */
export interface OverLimit {
  /** Zero where it is not over. */
  by: Count;
  /** ISO 8601 as AWS gave it, or null where it is not over. */
  since: Known<string | null>;
}

/**
 * How far over its limit a configuration is, and since when. Null where it has no limit.
 *
 * The time is a reading (License Manager keeps no history): resources that consume now, in the
 * order in which they were associated, pass the limit at this moment. As they all still consume, the
 * configuration has been over it ever since; it may have been over before, with resources that AWS does
 * not list any more. So it is "since then at the latest". It takes the limit, and what each resource
 * consumes, to have been what they are today.
 *
 * Unknown where a time or a number is missing, rows are, or the rows do not add up to AWS's own total:
 * the order of what is left would tell another moment.
 */
export function overLimit(configuration: Limited, uses: Known<readonly Use[]>): OverLimit | null {
  const { licenseCount, consumedLicenses } = configuration;
  if (licenseCount === null) return null;
  if (consumedLicenses === null) {
    const unknown: Unknown = { state: "not reported", why: "AWS did not say how many licenses are consumed." };
    return { by: unknown, since: unknown };
  }
  const over = consumedLicenses - licenseCount;
  if (over <= 0) return { by: known(0), since: known(null) };
  return { by: known(over), since: sinceWhen(licenseCount, consumedLicenses, uses) };
}

function sinceWhen(limit: number, consumed: number, uses: Known<readonly Use[]>): OverLimit["since"] {
  if (uses.state !== "known") return uses;
  const { sum, text, agrees } = reconcile(uses, consumed);
  if (sum.state !== "known") return sum;
  if (!agrees) return { state: "not reported", why: text };
  const undated = uses.value.filter(({ associationTime }) => timeOf(associationTime) === null).length;
  if (undated > 0) {
    return {
      state: "not reported",
      why: `AWS did not say since when ${formatCount(undated, ["resource is", "resources are"])} associated.`,
    };
  }
  const passed = runningTotals(uses.value).find(({ total }) => total !== null && total > limit);
  return known(passed?.use.associationTime ?? null);
}

/** Milliseconds, or null where there is no time. */
export function timeOf(iso: string | null): number | null {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(time) ? null : time;
}

/** A usage row, with the licenses of all rows that were associated up to it. */
export interface RunningTotal<Row> {
  use: Row;
  /** Null from the first row on whose time or number is not known. */
  total: number | null;
}

/** Usage rows in the order in which they were associated, with what they add up to on the way. Rows without a time come last. */
export function runningTotals<Row extends Use>(uses: readonly Row[]): RunningTotal<Row>[] {
  const ordered = uses.toSorted((a, b) => (timeOf(a.associationTime) ?? Infinity) - (timeOf(b.associationTime) ?? Infinity) || 0);
  let total: number | null = 0;
  return ordered.map((use) => {
    const isKnown = use.consumedLicenses !== null && timeOf(use.associationTime) !== null;
    total = total === null || !isKnown ? null : total + (use.consumedLicenses ?? 0);
    return { use, total };
  });
}

/** Note on how far the time can be trusted. */
export const OVER_SINCE_NOTE =
  "The resources that consume now passed the limit at that moment, and all of them still consume: it has been over since then at the latest. It may have been over before, with resources released since; License Manager keeps no history. Takes the limit, and what each resource consumes, to have been as they are today.";

/** `By 441`, `No`, that no limit is set, or that it is not known. */
export function overText(over: OverLimit | null): string {
  if (over === null) return "No limit is set, so that nothing can be over it";
  if (over.by.state !== "known") return `Not known: ${over.by.why}`;
  return over.by.value === 0 ? "No" : `By ${formatNumber(over.by.value)}`;
}
