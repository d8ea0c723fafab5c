"use client";

import { useMemo } from "react";
import { ListTable } from "@/components/page-parts/list-table";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/core/format";
import { imageHref } from "@/lib/core/routes";
import { utcMinute } from "@/lib/core/utc-time";
import { type AccountImageLine, accountImageLines, accountImages } from "@/lib/domain/images/account-images";
import type { AccountUsage } from "@/lib/domain/images/account-usage";
import { typeWords } from "@/lib/domain/images/words";
import type { Resource } from "@/lib/resources/resource";

const LINES: Resource<AccountImageLine> = accountImages;
const hrefOf = ({ imageId }: AccountImageLine): string => imageHref(imageId);

interface ImagesSectionProps {
  usage: AccountUsage;
  reading: boolean;
}

/** Every image that the account is seen to use, deprecated ones first. */
export function ImagesSection({ usage, reading }: ImagesSectionProps) {
  const rows = useMemo(() => accountImageLines(usage), [usage]);
  return (
    <PageSection title="Images it uses">
      <div className="max-w-3xl" aria-live="polite">
        <p>{summary(usage, reading)}</p>
        <Ages usage={usage} />
      </div>
      {rows.length > 0 && (
        <ListTable
          name="images"
          title={`Images used by ${usage.account}`}
          resource={LINES}
          rows={rows}
          complete={!reading && usage.isWhole && usage.unknown.length === 0}
          hrefOf={hrefOf}
        />
      )}
    </PageSection>
  );
}

function Ages({ usage: { oldestCount, newestCount } }: Pick<ImagesSectionProps, "usage">) {
  if (oldestCount === null || newestCount === null) return null;
  return (
    <Quiet>
      Counted{" "}
      {oldestCount !== newestCount && (
        <>
          between <Time iso={oldestCount} /> and{" "}
        </>
      )}
      <Time iso={newestCount} />, each by one report. Instances lag up to 24 hours, launch templates a few days. Counts are of resources
      that name an image, in any state.
    </Quiet>
  );
}

/** `Uses 12 images, 3 of them deprecated: 140 instances, at least 4 launch templates.` */
function summary({ images, totals, unknown, isWhole, asOf }: AccountUsage, reading: boolean): string {
  if (images.length === 0) {
    if (reading) return "Reading…";
    if (unknown.length > 0) return "No use is seen in what could be counted. That is not no use: what is not known stands below.";
    return isWhole
      ? `No use of any image is seen: each was counted by a report that covers this account${asOf === null ? "" : `, of ${utcMinute(asOf)} or later`}.`
      : "Not everything could be read, so it is not known which images it uses. What is missing stands above.";
  }
  const deprecated = images.filter(({ deprecation }) => deprecation === "deprecated").length;
  const counts = Object.entries(totals).map(
    ([type, { value, isPartial }]) => `${isPartial || reading ? "at least " : ""}${formatNumber(value)} ${typeWords(type, value)}`,
  );
  return `Uses ${isWhole || reading ? "" : "at least "}${formatCount(images.length, ["image", "images"])}${reading ? " so far" : ""}, ${deprecated === 0 ? "none" : formatNumber(deprecated)} of them deprecated: ${counts.join(", ")}.`;
}
