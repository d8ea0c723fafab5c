"use client";

import { RefreshCw, RotateCw } from "lucide-react";
import type { Part } from "@/components/page-parts/part-failures";
import { RequestReports } from "@/components/report-jobs/request-reports";
import { IntentLink } from "@/components/ui/intent-link";
import { knownValue } from "@/lib/core/known";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { MissingEvidence } from "@/lib/domain/images/verdict";
import { permissionChecks } from "@/lib/resources/permission-checks";

/** The lists that evidence comes from, by what of it they give. */
export type RemedyActions = Readonly<Record<MissingEvidence["of"], Part>>;

interface RemedyActionProps {
  piece: MissingEvidence;
  evidence: ImageEvidence;
  actions: RemedyActions;
}

/** The button that gets a missing piece of evidence. */
export function RemedyAction({ piece, evidence, actions }: RemedyActionProps) {
  const part = actions[piece.of];
  const isBusy = part.isFetching || part.retrying;
  switch (piece.remedy) {
    case "create a report":
      return (
        <RequestReports
          images={[{ scope: evidence.scope, imageId: evidence.imageId, name: knownValue(evidence.image)?.name ?? null }]}
          label="Create a report"
          className="button h-7"
        />
      );
    case "wait":
      return (
        <button type="button" className="button h-7" onClick={part.refresh} disabled={isBusy}>
          <RefreshCw aria-hidden className="size-3.5" /> {isBusy ? "Reading…" : "Look again"}
        </button>
      );
    case "retry":
      return (
        <button type="button" className="button h-7" onClick={part.set.failures.length > 0 ? part.retry : part.refresh} disabled={isBusy}>
          <RotateCw aria-hidden className="size-3.5" /> {isBusy ? "Retrying…" : "Retry"}
        </button>
      );
    case "ask for permission":
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
