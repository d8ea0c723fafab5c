"use client";

import { useCallback, useEffect, useRef } from "react";
import { type GridCell, STATE_WORDS } from "./cell";
import { drawSample } from "./draw";
import { SHADES, shadeRange } from "./shade";
import { useCanvas } from "./use-canvas";

const SIZE = { width: 24, height: 16 };
const STATES = ["zero", "not reported", "not covered", "not permitted", "failed", "reading"] as const;

/** What the cells of a grid look like, and what each look means. */
export function MatrixLegend({ counted }: { counted: string }) {
  return (
    <dl
      aria-label="What the cells mean"
      // It scrolls sideways where the screen is narrow, so that it must be reached by keys too.
      tabIndex={0}
      className="relative flex shrink-0 gap-x-3 gap-y-1 border-t px-3 py-2 text-xs text-muted max-sm:overflow-x-auto max-sm:whitespace-nowrap sm:flex-wrap sm:px-4"
    >
      {SHADES.map((_, shade) => (
        <Entry
          key={shadeRange(shade)}
          cell={{ state: "count", count: 10 ** shade, isPartial: false }}
          text={shade === 0 ? `1 to 9 ${counted}` : shadeRange(shade)}
        />
      ))}
      {STATES.map((state) => (
        <Entry key={state} cell={{ state, count: 0, isPartial: false }} text={STATE_WORDS[state]} />
      ))}
      <div className="flex items-center gap-1.5">
        <dt className="font-medium">≥, ?</dt>
        <dd>at least; some of it, or all, is not known</dd>
      </div>
    </dl>
  );
}

function Entry({ cell: { state, count, isPartial }, text }: { cell: GridCell; text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = useRef(() => {});
  const drawOn = useCanvas(
    canvas,
    useCallback(() => paint.current(), []),
  );
  useEffect(() => {
    paint.current = () =>
      drawOn(SIZE.width, SIZE.height, (context, palette, ratio) =>
        drawSample(context, { state, count, isPartial }, palette, { ...SIZE, ratio }),
      );
    paint.current();
  }, [drawOn, state, count, isPartial]);
  return (
    <div className="flex items-center gap-1.5">
      <dt>
        <canvas ref={canvas} aria-hidden className="rounded-sm border" style={SIZE} />
        <span className="sr-only">{state === "count" ? "Shade" : "Cell"}</span>
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
