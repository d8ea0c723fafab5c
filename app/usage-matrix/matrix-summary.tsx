import { sumText } from "@/components/matrix/sum-text";
import { countedWord } from "@/components/matrix/usage-grid";
import { PageLink } from "@/components/ui/page-link";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/core/format";
import type { MatrixType } from "@/lib/domain/images/matrix";
import type { ShownMatrix } from "./use-matrix";

/** What the numbers are of, how old they are, and of how many images there is none. */
export function MatrixSummary({ shown, type }: { shown: ShownMatrix | null; type: MatrixType }) {
  if (shown === null) return <p className="px-4 py-3 text-muted sm:px-6">Putting together what each account uses of each image…</p>;
  const { matrix, lines, grid } = shown;
  // Nothing was read, or there is nothing: which of them is said in place of the cells, and neither is a sum of 0.
  if (matrix.images.length === 0) return null;
  const images = lines.images.flatMap(({ isGroup, places }) => (isGroup ? [] : (matrix.images[places[0] ?? -1] ?? [])));
  const accounts = lines.accounts.filter(({ isGroup }) => !isGroup).length;
  const times = images.flatMap(({ countedAt }) => countedAt ?? []).sort();
  const [oldest, newest] = [times[0], times.at(-1)];
  const without = images.filter(({ reportId }) => reportId === null).length;
  return (
    <p className="max-w-5xl px-4 py-3 text-muted sm:px-6">
      <strong className="font-semibold text-ink tabular-nums">
        {sumText(grid.sum)} {countedWord(type, grid.sum.value)}
      </strong>{" "}
      to {formatCount(images.length, ["image", "images"])}
      {/* Where nothing was counted, no account is not “0 accounts”. */}
      {accounts > 0 && ` in ${formatCount(accounts, ["account", "accounts"])}`}
      {oldest === undefined || newest === undefined ? (
        "."
      ) : (
        <>
          , counted <Time iso={oldest} />
          {newest !== oldest && (
            <>
              {" "}
              to <Time iso={newest} />
            </>
          )}
          .
        </>
      )}{" "}
      {without > 0 && (
        <>
          {formatNumber(without)} of the images {without === 1 ? "has" : "have"} no report that can be counted: their use is unknown, not
          none (<PageLink href="/image-usage-reports">reports</PageLink>).{" "}
        </>
      )}
      Each number is from one report, the newest complete one of the image, and of other accounts than the owner’s. Instances lag up to 24
      hours, launch templates a few days. <PageLink href="/image-usage-report-entries">The same as rows</PageLink>
    </p>
  );
}
