"use client";

import { useMemo } from "react";
import { MatrixGrid } from "@/components/matrix/matrix-grid";
import { MatrixLegend } from "@/components/matrix/matrix-legend";
import { countedWord } from "@/components/matrix/usage-grid";
import { PartFailures } from "@/components/page-parts/part-failures";
import { useFleet } from "@/components/page-parts/use-fleet";
import { useOrganization } from "@/components/page-parts/use-organization";
import { Notices } from "@/components/resource-page/notices";
import { PageHeader } from "@/components/resource-page/page-header";
import { combineReadings } from "@/lib/dataset/combine-readings";
import { isComplete } from "@/lib/dataset/reading";
import { EvidencePanel } from "./evidence-panel";
import { MatrixEmpty } from "./matrix-empty";
import { useMatrixState } from "./matrix-state";
import { MatrixSummary } from "./matrix-summary";
import { MatrixToolbar } from "./matrix-toolbar";
import { useMatrix } from "./use-matrix";
import { useMatrixExport } from "./use-matrix-export";
import { useOpenCell } from "./use-open-cell";

const NOUN = ["image", "images"] as const;

/** Who uses what: images by accounts. */
export function UsageMatrixView() {
  const { state, setState, clear } = useMatrixState();
  // Only a verdict looks at the owner's own account, which costs AWS a call for each image.
  const fleet = useFleet({ ownSide: state.verdict !== null });
  const organization = useOrganization();
  const shown = useMatrix(fleet, state, organization);
  const { images, parts, isFetching, refresh } = fleet;
  const length = shown?.matrix.images.length ?? 0;
  const set = useMemo(() => combineReadings(images, parts.slice(1), length), [images, parts, length]);
  const corner = shown?.transposed ? "Account" : "Image";
  const { exported, startExport } = useMatrixExport(shown?.grid ?? null, corner, set.scopes, !isComplete(set));

  const types = shown?.matrix.types ?? [];
  const type = types.includes(state.count) ? state.count : "all types";
  const { open, openPlace, openKey, onOpen } = useOpenCell(shown, state.cell, setState);
  const isFiltered = state["find.image"] !== "" || state["find.account"] !== "" || state.verdict !== null || state.deprecated || state.used;
  const hasCells = shown !== null && shown.lines.images.length > 0 && shown.lines.accounts.length > 0;
  return (
    <div className="flex h-full min-w-0">
      <div className="page-column">
        <PageHeader
          title="Usage matrix"
          noun={NOUN}
          set={set}
          fetching={isFetching}
          onRefresh={refresh}
          onExport={startExport}
          exported={exported}
        />
        <MatrixToolbar
          state={state}
          setState={setState}
          types={types}
          organization={organization}
          isFiltered={isFiltered}
          onClear={() => void clear()}
        >
          {state.cell !== null && open === null && hasCells && !isFetching && (
            <p role="status" className="text-warning">
              The cell that this link opens is not among these.
            </p>
          )}
        </MatrixToolbar>
        <div className="min-h-64 flex-1">
          <MatrixGrid
            label={`Usage matrix: ${countedWord(type, 2)} by image and account`}
            corner={corner}
            matrix={hasCells ? shown.grid : null}
            open={openPlace}
            onOpen={onOpen}
            above={
              <>
                <Notices set={set} fetching={isFetching} error={null} onRefresh={refresh} />
                <PartFailures parts={parts} />
                <MatrixSummary shown={shown} type={type} />
              </>
            }
          >
            <MatrixEmpty shown={shown} set={set} fetching={isFetching} onClear={() => void clear()} />
          </MatrixGrid>
        </div>
        <MatrixLegend counted={countedWord(type, 2)} />
      </div>
      {shown !== null && open !== null && <EvidencePanel shown={shown} open={open} onOpen={openKey} onClose={() => openKey(null)} />}
    </div>
  );
}
