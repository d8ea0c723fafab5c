"use client";

import { ExternalLink } from "lucide-react";
import { useMemo } from "react";
import { PageColumn } from "@/components/page-parts/page-column";
import { Quiet } from "@/components/page-parts/page-section";
import { PartFailures } from "@/components/page-parts/part-failures";
import { ThingHeader } from "@/components/page-parts/thing-header";
import type { Fleet } from "@/components/page-parts/use-fleet";
import { Account } from "@/components/ui/account-names";
import { CopyButton } from "@/components/ui/copy-button";
import { StateLabel } from "@/components/ui/state-label";
import { UnknownLabel } from "@/components/ui/unknown-label";
import { knownValue } from "@/lib/core/known";
import { scopeKey } from "@/lib/core/scope";
import { visibleName } from "@/lib/core/visible-name";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { imageUsage } from "@/lib/domain/images/image-usage";
import { verdictOf } from "@/lib/domain/images/verdict";
import { NOT_LISTED } from "@/lib/domain/images/words";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import { deprecationOf, type Image, images } from "@/lib/resources/images";
import type { Tone } from "@/lib/resources/resource";
import { FactsSection } from "./facts-section";
import { GrantsSection } from "./grants-section";
import { ReferencesSection } from "./references-section";
import { RelatedSections } from "./related-section";
import { ReportsSection } from "./reports-section";
import { UsageSection } from "./usage-section";
import { VerdictPanel } from "./verdict-panel";

const tones: Readonly<Record<string, Tone>> = images.columns.state.tones;

/** One image: the verdict first, then what it rests on, then what else AWS says of it. */
export function ImagePage({ evidence, fleet }: { evidence: ImageEvidence; fleet: Fleet }) {
  const { imageId, scope } = evidence;
  const { now, moment, parts } = fleet;
  const usage = useMemo(() => imageUsage(evidence, now), [evidence, now]);
  const verdict = useMemo(() => verdictOf(evidence, moment), [evidence, moment]);
  const image = knownValue(evidence.image);
  const consoleUrl = imageConsoleUrl(scope.region, imageId);
  return (
    <PageColumn
      header={
        <ThingHeader
          title={visibleName(image?.name) ?? imageId}
          parts={parts}
          fetching={fleet.isFetching}
          onRefresh={fleet.refresh}
          actions={
            consoleUrl !== null && (
              <a href={consoleUrl} target="_blank" rel="noreferrer" className="button">
                Open in AWS console <ExternalLink aria-hidden className="size-3.5" />
                <span className="sr-only">(opens in a new tab)</span>
              </a>
            )
          }
        >
          <span className="flex items-center font-mono text-xs">
            {imageId} <CopyButton text={imageId} what="image id" className="-my-1" />
          </span>
          <span>{scope.region}</span>
          {scope.account === null ? <span>account unknown</span> : <Account id={scope.account} />}
          <States image={image} now={now} />
        </ThingHeader>
      }
    >
      <PartFailures parts={parts} scope={scope} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
          <VerdictPanel evidence={evidence} verdict={verdict} usage={usage} fleet={fleet} reading={fleet.isReading} />
          <UsageSection evidence={evidence} usage={usage} />
          <GrantsSection evidence={evidence} moment={moment} />
          <ReferencesSection evidence={evidence} readAt={fleet.references.set.readTimes[scopeKey(scope)] ?? null} />
          <ReportsSection evidence={evidence} countedReportId={usage.report?.reportId ?? null} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
          {image === null ? <NoFacts evidence={evidence} /> : <FactsSection image={{ ...image, scope }} />}
          <RelatedSections evidence={evidence} />
        </div>
      </div>
    </PageColumn>
  );
}

/** The state and the deprecation, where they are known. */
function States({ image, now }: { image: Image | null; now: number }) {
  if (image === null) return null;
  const deprecation = deprecationOf(image, now);
  return (
    <>
      {image.state !== null && <StateLabel tone={tones[image.state] ?? "neutral"}>{image.state}</StateLabel>}
      {deprecation !== null && <StateLabel tone={deprecation === "deprecated" ? "warning" : "neutral"}>{deprecation}</StateLabel>}
    </>
  );
}

function NoFacts({ evidence: { image } }: { evidence: ImageEvidence }) {
  if (image.state === "known") {
    return <Quiet>{NOT_LISTED}</Quiet>;
  }
  return (
    <p>
      <UnknownLabel unknown={image} /> <span className="text-muted">{image.why}</span>
    </p>
  );
}
