import { Facts } from "@/components/page-parts/facts";
import { CopyButton } from "@/components/ui/copy-button";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { MatrixImage, UsageMatrix } from "@/lib/domain/images/matrix";
import { type Moment, missingUsage } from "@/lib/domain/images/missing-evidence";
import { gapsOf } from "@/lib/domain/images/report-selection";
import { usageCells } from "@/lib/domain/images/usage-cells";
import { describeGaps, describeMissing, lagSentence, REMEDY_WORDS, typeWords } from "@/lib/domain/images/words";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { CellAmount } from "./cell-amount";
import { CellLinks } from "./cell-links";

interface CellEvidenceProps {
  matrix: UsageMatrix;
  /** Places in the matrix. */
  image: number;
  account: number;
  evidence: ImageEvidence | null;
  moment: Moment;
}

const { state, reportId, creationTime, expirationTime, resourceTypes, accountIds } = imageUsageReports.columns;
const REPORT = { reportId, state, creationTime, expirationTime, resourceTypes, accountIds };

/** On what a number stands: the report, what it covers and what not, how late AWS counts. Or what is missing for a number. */
export function CellEvidence({ matrix, image, account, evidence, moment }: CellEvidenceProps) {
  const row = matrix.images[image];
  const id = matrix.accounts[account] ?? null;
  if (row === undefined) return null;
  const reports = matrix.deciding(image, account).map(({ report }) => report);
  const missing = evidence === null ? [] : missingUsage(evidence, usageCells(evidence, moment.now), moment).map(describeMissing);
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
      {reports.map((report) => (
        <ReportSection key={report.reportId} report={report} row={row} />
      ))}
      {missing.length > 0 && (
        <section aria-label="Missing evidence" className="grid gap-2 border-t pt-3">
          <h3 className="font-semibold">Missing evidence</h3>
          <Sentences sentences={missing.map(({ message, remedy }) => `${message} ${REMEDY_WORDS[remedy]}.`)} />
        </section>
      )}
      <CellLinks row={row} account={id} reports={reports} all={evidence?.arrivedReports.length ?? 0} />
    </>
  );
}

/** A report that the cell’s counts are from: what it covers, what not, how late AWS counts. */
function ReportSection({ report, row }: { report: ImageUsageReport; row: MatrixImage }) {
  const gaps = describeGaps(gapsOf(report));
  return (
    <section aria-label="The report" className="grid gap-2 border-t pt-3">
      <h3 className="font-semibold">The report</h3>
      <Facts columns={REPORT} row={{ ...report, scope: row.scope }} />
      {gaps.length > 0 && <Sentences sentences={gaps} />}
      <p className="text-muted">{lagSentence(report)}</p>
    </section>
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
