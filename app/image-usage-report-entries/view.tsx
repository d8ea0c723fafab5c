"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback, useMemo } from "react";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { useNow } from "@/components/ui/use-now";
import { LATER, useSliced } from "@/components/ui/use-sliced";
import { rowsQuery } from "@/lib/client/rows-query";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import type { Restriction } from "@/lib/dataset/compute-view";
import { isComplete, type Reading } from "@/lib/dataset/reading";
import type { RowTable } from "@/lib/dataset/row-table";
import { type CountedRows, countedRows, countReportedImages, reportsOfEntries } from "@/lib/domain/images/counted-rows";
import { leftOutSentence } from "@/lib/domain/images/words";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { UsageCharts } from "./usage-charts";

/** What the entries and the reports can both be asked with. */
const SHARED_PARAMETERS = ["account", "region", "image-id", "report-id"];

/** Reports expire: how often the entries are looked through again. */
const RECOUNT_MS = 10 * 60_000;

export function ImageUsageReportEntriesView() {
  const params = useSearchParams();
  const [which, setWhich] = useQueryState("reports", parseAsStringLiteral(["newest", "all"]).withDefault("newest"));
  const search = new URLSearchParams([...params].filter(([name]) => SHARED_PARAMETERS.includes(name))).toString();
  const rows = useRows<ImageUsageReportEntry>(imageUsageReportEntries);
  // After the first rows: what is asked for first is seen first.
  const isBegun = rows.set.length > 0 || rows.set.end !== null || rows.error !== null;
  const reports = useQuery({ ...rowsQuery<ImageUsageReport>(imageUsageReports, search), enabled: isBegun });
  const everyReport = which === "all";
  const { table, length } = rows.set;
  const hasEnded = rows.set.end !== null && reports.data?.end != null;

  const listed = useMemo(() => listedReports(reports.data), [reports.data]);
  // A report expires at a moment; the rows are looked through again once in ten nows.
  const now = useNow(RECOUNT_MS);
  const restrict = useCallback(
    function* (table: RowTable<ImageUsageReportEntry>, length: number): Sliced<Restriction> {
      if (everyReport) return null;
      return (yield* countListed(table, length, listed, now)).only;
    },
    [listed, everyReport, now],
  );
  const leftOut = useSliced(
    useCallback(() => leftOutOf(table, hasEnded ? length : 0, listed, now), [hasEnded, table, length, listed, now]),
    LATER,
  );
  const view = useResourceView(rows, restrict);
  const counted = useMemo(() => countReportedImages(listed.reports, now), [listed, now]);
  const reportsKnown = reports.data !== undefined && isComplete(reports.data);

  return (
    <ResourcePage
      view={view}
      charts={
        <UsageCharts
          found={view.found}
          settled={view.settled}
          choices={view.choices}
          toggle={view.toggle}
          counted={reportsKnown ? counted : null}
          everyReport={everyReport}
        />
      }
    >
      <label
        className="flex cursor-pointer items-center gap-2"
        title="Two reports on one image count the same use twice, so each account and type is counted by the newest report that covers it"
      >
        <input type="checkbox" className="accent-accent" checked={!everyReport} onChange={() => setWhich(everyReport ? null : "all")} />
        Newest report of each image only
      </label>
      {!everyReport && isBegun && !reportsKnown && !reports.isFetching && (
        <p role="status" className="text-warning">
          The usage reports could not all be read: where one is missing, the newest that has entries is shown.
        </p>
      )}
      {!everyReport && leftOut && (
        <p role="status" className="text-warning">
          {leftOut}
        </p>
      )}
    </ResourcePage>
  );
}

interface ListedReports {
  reports: readonly Scoped<ImageUsageReport>[];
  /** Keys of the scopes in which these are all. */
  scopes: ReadonlySet<string>;
}

function* countListed(
  table: RowTable<ImageUsageReportEntry>,
  length: number,
  { reports, scopes }: ListedReports,
  now: number,
): Sliced<CountedRows> {
  const standIns = yield* reportsOfEntries(table, length, reports, scopes);
  return yield* countedRows(table, length, [...reports, ...standIns], now);
}

function* leftOutOf(...asked: Parameters<typeof countListed>): Sliced<string> {
  return leftOutSentence((yield* countListed(...asked)).leftOut);
}

function listedReports(set: Reading<ImageUsageReport> | undefined): ListedReports {
  if (set === undefined) return { reports: [], scopes: new Set() };
  const failed = new Set(set.failures.map(({ scope }) => scopeKey(scope)));
  return { reports: [...set.table.rows()], scopes: new Set(set.done.map(scopeKey).filter((key) => !failed.has(key))) };
}
