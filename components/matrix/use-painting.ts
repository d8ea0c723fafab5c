import { type RefObject, useCallback, useLayoutEffect } from "react";
import type { Matrix } from "./cell";
import { drawScene } from "./draw";
import type { Place } from "./geometry";
import { useCanvas } from "./use-canvas";
import type { GridWindow } from "./use-grid-window";

interface PaintingProps {
  /** Is given what draws: the grid's window calls it within each scroll. */
  paint: RefObject<() => void>;
  canvas: RefObject<HTMLCanvasElement | null>;
  /** Has the names in it, which are moved along with the cells. */
  layer: RefObject<HTMLElement | null>;
  gridWindow: GridWindow;
  matrix: Matrix | null;
  pointed: Place | null;
  open: Place | null;
}

/** Draws the cells that are seen, and again where they or the marks on them have become others. */
export function usePainting({ paint, canvas, layer, gridWindow, matrix, pointed, open }: PaintingProps): void {
  const { picture, metrics, offsets } = gridWindow;
  const drawOn = useCanvas(
    canvas,
    useCallback(() => paint.current(), [paint]),
  );
  useLayoutEffect(() => {
    paint.current = () => {
      if (matrix === null) return;
      const { rows, columns, cellAt } = matrix;
      const at = offsets();
      layer.current?.style.setProperty("--left", `${-at.left}px`);
      layer.current?.style.setProperty("--top", `${-at.top}px`);
      drawOn(picture.width, picture.height, (context, palette, ratio) =>
        drawScene(
          context,
          {
            ...picture,
            ...at,
            metrics,
            isGroupRow: (row) => rows[row]?.isGroup === true,
            isGroupColumn: (column) => columns[column]?.isGroup === true,
            cellAt,
            pointed,
            open,
          },
          palette,
          ratio,
        ),
      );
    };
    paint.current();
  }, [paint, drawOn, layer, picture, metrics, offsets, matrix, pointed, open]);
}
