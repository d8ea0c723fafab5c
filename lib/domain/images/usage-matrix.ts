import { knownValue } from "@/lib/core/known";
import type { Sliced } from "@/lib/core/slices";
import { visibleName } from "@/lib/core/visible-name";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { imageFamily } from "@/lib/resources/images";
import { isAmount, UNNAMED_TYPE } from "./counting-entries";
import type { ImageEvidence, UsageCount } from "./image-evidence";
import type { MatrixImage, UsageMatrix } from "./matrix";
import { gapsOf, INSTANCES, LAUNCH_TEMPLATES, newestComplete } from "./report-selection";
import { NO_ENTRY, SparseMatrix, type SparseRow, UNTOLD } from "./sparse-matrix";
import { usageCells } from "./usage-cells";
import { describeGaps } from "./words";

/** How many entries are put in their places between two yields. */
const SLICE_ENTRIES = 16_384;

/**
 * What each account uses of each image, every cell by its one report, at a time of the server in milliseconds.
 * Columns: every account with an entry, and those in `accounts`, which may have none.
 */
export function* usageMatrix(evidences: readonly ImageEvidence[], now: number, accounts: Iterable<string> = []): Sliced<UsageMatrix> {
  const builder = new MatrixBuilder();
  for (const account of accounts) builder.accountIndex(account);
  let looked = 0;
  for (const evidence of evidences) {
    looked += 1 + builder.add(evidence, now);
    if (looked < SLICE_ENTRIES) continue;
    looked = 0;
    yield;
  }
  return new SparseMatrix(builder.images, builder.rows, [...builder.accounts.keys()], [...builder.types.keys()]);
}

/** Collects rows, and numbers the accounts and types as they come. */
class MatrixBuilder {
  readonly images: MatrixImage[] = [];
  readonly rows: SparseRow[] = [];
  readonly accounts = new Map<string | null, number>();
  readonly types = new Map([INSTANCES, LAUNCH_TEMPLATES].map((type, index) => [type, index]));

  accountIndex(account: string | null): number {
    return indexIn(this.accounts, account);
  }

  /** How many entries were looked at. */
  add(evidence: ImageEvidence, now: number): number {
    const cells = usageCells(evidence, now);
    // Which report is to be counted is not known before all of them are.
    const counts = evidence.reports.state === "known" ? cells.counts : [];
    for (const { types } of cells.reports) for (const type of types) indexIn(this.types, type);
    const report = newestComplete(evidence.arrivedReports, now) ?? cells.reports[0]?.report ?? null;
    this.images.push(toMatrixImage(evidence, report));
    const { reports, owner, unknown } = cells;
    this.rows.push({ cells: { reports, owner, unknown }, counts: () => usageCells(evidence, now).counts, ...this.placed(counts) });
    return counts.length;
  }

  private placed(entries: readonly UsageCount[]): Pick<SparseRow, "accounts" | "amounts"> {
    const columns = entries.map(({ account }) => this.accountIndex(account));
    const accounts = Uint32Array.from(new Set(columns)).sort();
    const places = new Map<number, number>();
    for (const [place, account] of accounts.entries()) places.set(account, place);
    const amounts: Float64Array[] = [];
    for (const [index, { resourceType, count }] of entries.entries()) {
      const type = indexIn(this.types, resourceType ?? UNNAMED_TYPE);
      const place = places.get(columns[index] ?? 0) ?? 0;
      while (amounts.length <= type) amounts.push(new Float64Array(accounts.length).fill(NO_ENTRY));
      const ofType = amounts[type] ?? new Float64Array();
      ofType[place] = added(ofType[place] ?? NO_ENTRY, count);
    }
    return { accounts, amounts };
  }
}

function indexIn<Key>(indices: Map<Key, number>, key: Key): number {
  const known = indices.get(key);
  if (known !== undefined) return known;
  indices.set(key, indices.size);
  return indices.size - 1;
}

function added(before: number, count: number | null): number {
  if (before === UNTOLD || !isAmount(count)) return UNTOLD;
  return Number.isNaN(before) ? count : before + count;
}

function toMatrixImage({ scope, imageId, image }: ImageEvidence, report: ImageUsageReport | null): MatrixImage {
  const row = knownValue(image);
  return {
    scope,
    imageId,
    name: visibleName(row?.name),
    family: row === null ? null : imageFamily(row),
    creationDate: row?.creationDate ?? null,
    deprecationTime: row?.deprecationTime ?? null,
    reportId: report?.reportId ?? null,
    countedAt: report?.creationTime ?? null,
    gaps: report === null ? [] : describeGaps(gapsOf(report)),
  };
}
