import { useMemo } from "react";
import { Facts } from "@/components/page-parts/facts";
import { ListTable } from "@/components/page-parts/list-table";
import { PageSection } from "@/components/page-parts/page-section";
import { formatCount } from "@/lib/core/format";
import { accountHref } from "@/lib/core/routes";
import type { Scoped } from "@/lib/core/scope";
import type { ReportComparison } from "@/lib/domain/images/compare-reports";
import { accountSentences, changeRows, type ReportChange, reportChanges, typeSentence } from "@/lib/domain/images/report-change";
import type { Pair, Report } from "@/lib/domain/images/report-pairs";
import { lagSentence } from "@/lib/domain/images/words";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { isAccountId } from "@/lib/resources/thing-pages";

interface ComparisonResultProps {
  pair: Pair;
  comparison: ReportComparison;
  /** Whether lines without a change are shown, too. */
  withSame: boolean;
  onWithSame: (withSame: boolean) => void;
}

/** What changed, in sentences and as a list. */
export function ComparisonResult({ pair, comparison, withSame, onWithSame }: ComparisonResultProps) {
  const { scope } = pair.after;
  const all = useMemo(() => changeRows(comparison, scope), [comparison, scope]);
  const rows = useMemo(() => (withSame ? all : all.filter(({ change }) => change !== "same")), [all, withSame]);
  const same = all.filter(({ change }) => change === "same").length;
  const types = Object.entries(comparison.byType);
  return (
    <>
      <PageSection title="What changed">
        {all.length === 0 ? (
          <p>Neither report has an entry: no use was seen in either.</p>
        ) : (
          <ul className="grid gap-1">
            {accountSentences(comparison).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {types.map(([type, compared]) => (
              <li key={type} className="text-muted">
                {typeSentence(type, compared)}
              </li>
            ))}
          </ul>
        )}
        <p className="max-w-3xl text-muted">
          {lagSentence(pair.after)} What happened shortly before a report may show as a change only in the next one.
        </p>
      </PageSection>
      {all.length > 0 && (
        <PageSection
          title="By account"
          actions={
            <label className="flex min-h-6 cursor-pointer items-center gap-1.5">
              <input type="checkbox" className="accent-accent" checked={withSame} onChange={(event) => onWithSame(event.target.checked)} />
              With {formatCount(same, ["that is unchanged", "that are unchanged"])}
            </label>
          }
        >
          {rows.length === 0 ? (
            <p className="text-muted">Nothing changed from one report to the other.</p>
          ) : (
            <ListTable name="changes" title={reportChanges.title} resource={reportChanges} rows={rows} complete hrefOf={accountPage} />
          )}
        </PageSection>
      )}
    </>
  );
}

const accountPage = ({ account }: Scoped<ReportChange>): string | null =>
  account !== null && isAccountId(account) ? accountHref(account) : null;

const { reportId, state, creationTime, expirationTime, resourceTypes, accountIds } = imageUsageReports.columns;
const COLUMNS = { reportId, state, creationTime, expirationTime, resourceTypes, accountIds };

/** The two reports side by side. */
export function PairFacts({ pair }: { pair: Pair }) {
  return (
    <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
      <ReportFacts title="Before" report={pair.before} />
      <ReportFacts title="After" report={pair.after} />
    </div>
  );
}

function ReportFacts({ title, report }: { title: string; report: Report }) {
  return (
    <PageSection title={title}>
      <Facts columns={COLUMNS} row={report} />
    </PageSection>
  );
}
