import { useCallback, useMemo } from "react";
import type { Place } from "@/components/matrix/geometry";
import { cellKey, cellOf } from "@/components/matrix/lines";
import type { SetMatrixState } from "./matrix-state";
import type { ShownMatrix } from "./use-matrix";

/** The cell that the address opens, by its lines and by its place in the grid, and how to open another. */
export function useOpenCell(shown: ShownMatrix | null, cell: string | null, setState: SetMatrixState) {
  const open = useMemo(() => (shown === null || cell === null ? null : cellOf(shown.lines, cell)), [shown, cell]);
  const openPlace = useMemo((): Place | null => {
    if (open === null || shown === null) return null;
    return shown.transposed ? { row: open.account, column: open.image } : { row: open.image, column: open.account };
  }, [open, shown]);
  const openKey = useCallback((key: string | null) => void setState({ cell: key }), [setState]);
  const onOpen = useCallback(
    ({ row, column }: Place) => {
      if (shown === null) return;
      const [image, account] = shown.transposed ? [column, row] : [row, column];
      const [imageLine, accountLine] = [shown.lines.images[image], shown.lines.accounts[account]];
      if (imageLine && accountLine) openKey(cellKey(imageLine, accountLine));
    },
    [shown, openKey],
  );
  return { open, openPlace, openKey, onOpen };
}
