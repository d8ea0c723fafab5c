import { formatCount, formatNumber } from "@/lib/core/format";
import { type Count, type Known, known } from "@/lib/core/known";
import type { LicenseUse } from "@/lib/resources/license-usage";

type Uses = readonly Pick<LicenseUse, "consumedLicenses">[];

/** The usage rows of one configuration against License Manager's own total. */
export interface Reconciliation {
  /** The rows added up. Unknown where one has no number, or not all were read. */
  sum: Count;
  /** Whether both are known and equal. */
  agrees: boolean;
  /** One sentence for a reader who must not trust, but check. */
  text: string;
}

/** Licenses of the rows. Unknown where AWS left a number out: what is left would be too few. */
function sumOfUses(uses: Known<Uses>): Count {
  if (uses.state !== "known") return uses;
  const without = uses.value.filter(({ consumedLicenses }) => consumedLicenses === null).length;
  if (without > 0) {
    return { state: "not reported", why: `AWS gave no number of licenses for ${formatCount(without, ["resource", "resources"])}.` };
  }
  return known(uses.value.reduce((sum, { consumedLicenses }) => sum + (consumedLicenses ?? 0), 0));
}

/** Compares the rows with `said`, License Manager's total, or null where it returned none. */
export function reconcile(uses: Known<Uses>, said: number | null): Reconciliation {
  const sum = sumOfUses(uses);
  const total = said === null ? "License Manager returned no total" : `License Manager says ${formatNumber(said)}`;
  if (sum.state !== "known") return { sum, agrees: false, text: `The rows cannot be added up: ${sum.why} ${total}.` };
  const rows = `Rows add up to ${formatNumber(sum.value)}`;
  if (said === null) return { sum, agrees: false, text: `${rows}; ${total}, so nothing confirms it.` };
  if (sum.value === said) return { sum, agrees: true, text: `${rows}, ${total}: they agree.` };
  const difference = formatNumber(Math.abs(sum.value - said));
  return {
    sum,
    agrees: false,
    text: `${rows}, ${total}: the rows are ${difference} ${sum.value > said ? "more" : "fewer"}. Both may be true of different moments; read again, and if it stays so, ask AWS.`,
  };
}

/** What to say where every usage row is there, and there is none. */
export const nothingConsumes = ({ agrees, text }: Reconciliation): string =>
  agrees
    ? "No resource consumes a license of this configuration."
    : `AWS lists no resource that consumes a license of this configuration. ${text}`;
