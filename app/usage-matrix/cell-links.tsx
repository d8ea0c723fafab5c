import { PageLink } from "@/components/ui/page-link";
import { accountHref, imageHref } from "@/lib/core/routes";
import type { MatrixImage } from "@/lib/domain/images/matrix";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import { isAccountId, isImageId } from "@/lib/resources/thing-pages";

interface CellLinksProps {
  row: MatrixImage;
  account: string | null;
  /** Those that the cell’s counts are from. */
  reports: readonly ImageUsageReport[];
  /** How many there are on the image. */
  all: number;
}

/** Where the cell’s image, account, entries and reports are shown on pages of their own. */
export function CellLinks({ row, account, reports, all }: CellLinksProps) {
  return (
    <ul aria-label="More of it" className="grid gap-1 border-t pt-3">
      {isImageId(row.imageId) && (
        <li>
          <PageLink href={imageHref(row.imageId)}>The image: who else uses it, and what is missing</PageLink>
        </li>
      )}
      {account !== null && isAccountId(account) && (
        <li>
          <PageLink href={accountHref(account)}>The account: everything it uses</PageLink>
        </li>
      )}
      {reports.length > 0 && (
        <li>
          <PageLink href={`/image-usage-report-entries?${entriesSearch(row, reports, account)}`}>
            {reports.length === 1 ? "The entries of this report" : "The entries of these reports"}
          </PageLink>
        </li>
      )}
      <li>
        <PageLink href={`/image-usage-reports?${new URLSearchParams([...scopeOf(row), ["image-id", row.imageId]])}`}>
          All reports on this image
        </PageLink>
      </li>
      {all > 1 && (
        <li>
          <PageLink href={`/compare?${new URLSearchParams([...scopeOf(row), ["image", row.imageId]])}`}>
            What changed between two of them
          </PageLink>
        </li>
      )}
    </ul>
  );
}

/** The entries of the reports and the account, as their page is asked for them. */
function entriesSearch(row: MatrixImage, reports: readonly ImageUsageReport[], account: string | null): URLSearchParams {
  return new URLSearchParams([
    ...scopeOf(row),
    ...reports.map(({ reportId }) => ["report-id", reportId ?? ""]),
    ...(account === null ? [] : [["filter.account-id", account]]),
  ]);
}

const scopeOf = ({ scope }: MatrixImage): string[][] => [
  ["region", scope.region],
  ...(scope.account === null ? [] : [["account", scope.account]]),
];
