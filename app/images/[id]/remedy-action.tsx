"use client";

import { RefreshCw, RotateCw } from "lucide-react";
import type { PartReading } from "@/components/page-parts/part-failures";
import type { Fleet } from "@/components/page-parts/use-fleet";
import { CreateReportsButton } from "@/components/report-jobs/create-reports-button";
import { IntentLink } from "@/components/ui/intent-link";
import { knownValue } from "@/lib/core/known";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { MissingCode, MissingEvidence } from "@/lib/resources/image-verdicts";
import { permissionChecks } from "@/lib/resources/permission-checks";

interface RemedyActionProps {
  piece: MissingEvidence;
  evidence: ImageEvidence;
  fleet: Fleet;
}

/** The list that a missing piece of evidence would come from. */
function listOf(code: MissingCode, { images, entries, references }: Fleet): PartReading {
  if (code === "image-unread" || code === "launched-since") return images;
  return code === "references-unread" ? references : entries;
}

/** The button that gets a missing piece of evidence. */
export function RemedyAction({ piece, evidence, fleet }: RemedyActionProps) {
  const part = listOf(piece.code, fleet);
  const isBusy = part.isFetching || part.retrying;
  switch (piece.remedy) {
    case "create-report":
      return (
        <CreateReportsButton
          images={[{ scope: evidence.scope, imageId: evidence.imageId, name: knownValue(evidence.image)?.name ?? null }]}
          label="Create a report"
          className="button h-7"
        />
      );
    case "wait":
      return (
        <button type="button" className="button h-7" onClick={part.refresh} disabled={isBusy}>
          <RefreshCw aria-hidden className="size-3.5" /> {isBusy ? "Reading…" : "Refresh"}
        </button>
      );
    case "retry":
      return (
        <button
          type="button"
          className="button h-7"
          onClick={piece.code === "reading-stale" ? fleet.refresh : part.set.failures.length > 0 ? part.retry : part.refresh}
          disabled={isBusy}
        >
          <RotateCw aria-hidden className="size-3.5" /> {isBusy ? "Retrying…" : "Retry"}
        </button>
      );
    case "grant-permission":
      return (
        <IntentLink href={`${permissionChecks.path}?${scopeParams(evidence)}`} className="button h-7">
          Which permission?
        </IntentLink>
      );
  }
}

function scopeParams({ scope }: ImageEvidence): URLSearchParams {
  return new URLSearchParams(scope.account === null ? { region: scope.region } : { account: scope.account, region: scope.region });
}
