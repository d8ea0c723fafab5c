"use client";

import { useCallback, useMemo } from "react";
import type { Place } from "@/components/matrix/geometry";
import { cellKey, cellOf } from "@/components/matrix/lines";
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
  const open = useMemo(() => (shown === null || state.cell === null ? null : cellOf(shown.lines, state.cell)), [shown, state.cell]);
  const openPlace = useMemo(
    (): Place | null =>
      open === null || shown === null
        ? null
        : shown.transposed
          ? { row: open.account, column: open.image }
          : { row: open.image, column: open.account },
    [open, shown],
  );
  const openKey = useCallback((cell: string | null) => void setState({ cell }), [setState]);
  const onOpen = useCallback(
    ({ row, column }: Place) => {
      if (shown === null) return;
      const [image, account] = shown.transposed ? [column, row] : [row, column];
      const [imageLine, accountLine] = [shown.lines.images[image], shown.lines.accounts[account]];
      if (imageLine && accountLine) openKey(cellKey(imageLine, accountLine));
    },
    [shown, openKey],
  );
  const isFiltered = state["find.image"] !== "" || state["find.account"] !== "" || state.verdict !== null || state.deprecated || state.used;
  const hasCells = shown !== null && shown.lines.images.length > 0 && shown.lines.accounts.length > 0;
  return (
    <div className="flex h-full min-w-0">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <PageHeader
          title="Usage matrix"
          noun={NOUN}
          set={set}
          fetching={isFetching}
          onRefresh={refresh}
          onExport={startExport}
          exported={exported}
        />
        <Notices set={set} fetching={isFetching} error={null} onRefresh={refresh} />
        <PartFailures parts={parts} />
        <MatrixSummary shown={shown} type={type} />
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
        <div className="min-h-[26rem] flex-1">
          {hasCells ? (
            <MatrixGrid
              label={`Usage matrix: ${countedWord(type, 2)} by image and account`}
              corner={corner}
              matrix={shown.grid}
              open={openPlace}
              onOpen={onOpen}
            />
          ) : (
            <MatrixEmpty shown={shown} set={set} fetching={isFetching} onClear={() => void clear()} />
          )}
        </div>
        <div className="border-t px-3 py-2 sm:px-4">
          <MatrixLegend counted={countedWord(type, 2)} />
        </div>
      </div>
      {shown !== null && open !== null && <EvidencePanel shown={shown} open={open} onOpen={openKey} onClose={() => openKey(null)} />}
    </div>
  );
}
