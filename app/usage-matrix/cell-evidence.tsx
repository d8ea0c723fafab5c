import { Facts } from "@/components/page-parts/facts";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { accountHref, imageHref } from "@/lib/core/routes";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { typeWords } from "@/lib/domain/images/sentences";
import type { MatrixImage, UsageMatrix } from "@/lib/domain/images/usage-matrix";
import { lagSentence, missingUsage } from "@/lib/domain/images/verdict";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { isAccountId, isImageId } from "@/lib/resources/thing-pages";
import { CellAmount } from "./cell-amount";

interface CellEvidenceProps {
  matrix: UsageMatrix;
  /** Places in the matrix. */
  image: number;
  account: number;
  evidence: ImageEvidence | null;
  now: number;
}

const { state, reportId, creationTime, expirationTime, resourceTypes, accountIds } = imageUsageReports.columns;
const REPORT = { reportId, state, creationTime, expirationTime, resourceTypes, accountIds };

/** On what a number stands: the report, what it covers and what not, how late AWS counts. Or what is missing for a number. */
export function CellEvidence({ matrix, image, account, evidence, now }: CellEvidenceProps) {
  const row = matrix.images[image];
  const id = matrix.accounts[account] ?? null;
  if (row === undefined) return null;
  const report = evidence?.arrivedReports.find((each) => each.reportId !== null && each.reportId === row.reportId) ?? null;
  const missing = evidence === null ? [] : missingUsage(evidence, now);
  return (
    <>
      <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        <dt className="text-muted">Image</dt>
        <dd className="flex min-w-0 items-center gap-1">
          <span className="min-w-0 font-mono text-xs break-all">{row.imageId}</span>
          <CopyButton text={row.imageId} what="image id" className="-my-0.5" />
          <span className="text-muted">{row.scope.region}</span>
        </dd>
        {matrix.types.map((each) => (
          <div key={each} className="contents">
            <dt className="text-muted first-letter:uppercase">{typeWords(each, 2)}</dt>
            <dd>
              <CellAmount cell={matrix.cell(image, account, each)} />
            </dd>
          </div>
        ))}
      </dl>
      {report !== null && (
        <section aria-label="The report" className="grid gap-2 border-t pt-3">
          <h3 className="font-semibold">The report</h3>
          <Facts columns={REPORT} row={{ ...report, scope: row.scope }} />
          {row.lacks.length > 0 && <Sentences sentences={row.lacks} />}
          <p className="text-muted">{lagSentence(report)}</p>
        </section>
      )}
      {missing.length > 0 && (
        <section aria-label="What is missing" className="grid gap-2 border-t pt-3">
          <h3 className="font-semibold">What is missing</h3>
          <Sentences sentences={missing.map(({ why, remedy }) => `${why} What helps: ${remedy}.`)} />
        </section>
      )}
      <Links row={row} account={id} report={report} reports={evidence?.arrivedReports.length ?? 0} />
    </>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-4">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

interface LinksProps {
  row: MatrixImage;
  account: string | null;
  report: ImageUsageReport | null;
  /** How many there are on the image. */
  reports: number;
}

function Links({ row, account, report, reports }: LinksProps) {
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
      {report !== null && (
        <li>
          <PageLink href={`/image-usage-report-entries?${entriesSearch(row, account)}`}>The entries of this report</PageLink>
        </li>
      )}
      <li>
        <PageLink href={`/image-usage-reports?${new URLSearchParams([...scopeOf(row), ["image-id", row.imageId]])}`}>
          All reports on this image
        </PageLink>
      </li>
      {reports > 1 && (
        <li>
          <PageLink href={`/compare?${new URLSearchParams([...scopeOf(row), ["image", row.imageId]])}`}>
            What changed between two of them
          </PageLink>
        </li>
      )}
    </ul>
  );
}

/** The entries of the report and the account, as their page is asked for them. */
function entriesSearch(row: MatrixImage, account: string | null): URLSearchParams {
  return new URLSearchParams([
    ...scopeOf(row),
    ["report-id", row.reportId ?? ""],
    ...(account === null ? [] : [["filter.account-id", account]]),
  ]);
}

const scopeOf = ({ scope }: MatrixImage): string[][] => [
  ["region", scope.region],
  ...(scope.account === null ? [] : [["account", scope.account]]),
];
