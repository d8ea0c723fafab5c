"use client";

import { useSearchParams } from "next/navigation";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { PageColumn } from "@/components/page-parts/page-column";
import { PartFailures } from "@/components/page-parts/part-failures";
import { Notices } from "@/components/resource-page/notices";
import { PageHeader } from "@/components/resource-page/page-header";
import { useRows } from "@/components/resource-page/use-rows";
import { PageLink } from "@/components/ui/page-link";
import { useNow } from "@/components/ui/use-now";
import { scopeSearch } from "@/lib/client/url-state";
import { imageHref } from "@/lib/core/routes";
import { isComplete } from "@/lib/dataset/reading";
import { whyNotComparable } from "@/lib/domain/images/compare-reports";
import { type Refusal, refusalOf } from "@/lib/domain/images/comparison-refusal";
import { type ChosenReports, chooseReports, reportedImages } from "@/lib/domain/images/report-pairs";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { type Image, images } from "@/lib/resources/images";
import { isImageId } from "@/lib/resources/thing-pages";
import { ComparisonResult, PairFacts } from "./comparison-result";
import { ReportChoice } from "./report-choice";
import { useComparison } from "./use-comparison";

const PARSERS = { image: parseAsString, a: parseAsString, b: parseAsString, same: parseAsBoolean.withDefault(false) };

/** What changed between two reports on one image. */
export function CompareView() {
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const [state, setState] = useQueryStates(PARSERS, { history: "replace" });
  const { image, a, b, same } = state;
  const reports = useRows<ImageUsageReport>(imageUsageReports, search);
  const imageRows = useRows<Image>(images, search);
  const now = useNow();
  const { set, isFetching, refresh } = reports;
  // The table grows in place: the set is another one when it has.
  const reported = useMemo(() => reportedImages(set.length === 0 ? [] : set.table.rows()), [set]);
  const names = useMemo(() => namesOf(imageRows.set.length === 0 ? [] : imageRows.set.table.rows()), [imageRows.set]);
  const isRead = set.end !== null || (!isFetching && set.readAt !== null);
  // Which are the newest is not known before all are here.
  const choice = useMemo(
    () => (isRead || a !== null || b !== null ? chooseReports(reported, { image, a, b }, now) : NOTHING),
    [reported, isRead, image, a, b, now],
  );
  const { pair } = choice;
  const why = pair === null ? null : whyNotComparable(pair.before, pair.after, now);
  const comparable = pair !== null && why === null ? pair : null;
  const { entries, comparison } = useComparison(comparable);
  const isReadingEntries = comparable !== null && comparison === null && (entries.isFetching || isComplete(entries.set));
  return (
    <PageColumn
      header={<PageHeader title="Compare reports" noun={imageUsageReports.noun} set={set} fetching={isFetching} onRefresh={refresh} />}
    >
      <Notices set={set} fetching={isFetching} error={reports.error} onRefresh={refresh} />
      <PartFailures parts={comparable === null ? [reports] : [reports, entries]} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 px-4 pt-3 pb-8 sm:px-6">
        <p className="max-w-4xl text-muted">
          What became of each account’s references between two reports on one image: gained, lost, more or fewer, by resource type. The
          older report is always the one before.
        </p>
        <ReportChoice
          images={reported}
          choice={choice}
          names={names}
          onImage={(key) => void setState({ image: key, a: null, b: null })}
          onReports={(one, other) => void setState({ image: null, a: one, b: other })}
        />
        {pair !== null && <PairFacts pair={pair} />}
        {comparable !== null && comparison !== null && (
          <ComparisonResult
            pair={comparable}
            comparison={comparison}
            withSame={same}
            onWithSame={(withSame) => void setState({ same: withSame || null })}
          />
        )}
        {comparison === null && (isReadingEntries || !isRead) && <ResultSkeleton />}
        {comparison === null && !isReadingEntries && isRead && (
          <NoComparison refusal={refusalOf({ choice, why, images: reported.length, complete: isComplete(set) })} image={choice.image} />
        )}
      </div>
    </PageColumn>
  );
}

const NOTHING: ChosenReports = { image: null, pair: null, only: null, missing: [] };

function namesOf(rows: Iterable<Image>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { imageId, name } of rows) if (imageId !== null && name !== null) names.set(imageId, name);
  return names;
}

function NoComparison({ refusal: { title, text }, image }: { refusal: Refusal; image: ChosenReports["image"] }) {
  return (
    <div role="status" className="grid max-w-3xl gap-2 border-l-2 border-warning pl-3">
      <p className="font-semibold">{title}</p>
      <p className="text-muted">{text}</p>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {image !== null && isImageId(image.imageId) && (
          <PageLink href={imageHref(image.imageId)}>The image, and how to get a report</PageLink>
        )}
        <PageLink href="/image-usage-reports">All reports</PageLink>
      </p>
    </div>
  );
}

function ResultSkeleton() {
  return (
    <div aria-hidden className="grid gap-3">
      <div className="skeleton h-5 w-40" />
      <div className="skeleton h-3.5 w-96 max-w-full" />
      <div className="skeleton h-3.5 w-72 max-w-full" />
      <div className="skeleton h-48" />
    </div>
  );
}
