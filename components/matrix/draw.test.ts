import { describe, expect, it } from "vitest";
import type { CellState, GridCell } from "./cell";
import { type Context, drawSample, drawScene, type Scene } from "./draw";
import { cellsLeft, cellsTop, metricsFor } from "./geometry";
import { type Colors, paletteOf } from "./palette";

const STATES: readonly CellState[] = ["count", "zero", "not reported", "not covered", "not permitted", "failed", "reading"];
const metrics = metricsFor(1_280);

describe("the picture of a grid", () => {
  it("has another shape for each state, not only another colour", () => {
    const shapes = STATES.map((state) => {
      const { context, calls } = recorder();
      drawSample(context, cell(state), palette(), { width: 24, height: 16, ratio: 1 });
      return JSON.stringify(calls);
    });

    expect(new Set(shapes).size).toBe(STATES.length);
  });

  it("asks for every cell that is seen, once, and for no other", () => {
    const asked: string[] = [];
    const { context } = recorder();

    drawScene(context, scene({ cellAt: (row, column) => noted(asked, row, column) }), palette(), 2);

    expect(asked.toSorted()).toEqual(["10,4", "10,5", "11,4", "11,5"]);
  });

  it("puts a cell right of the names and below them, as far as one has scrolled", () => {
    const { context, calls } = recorder();

    drawScene(context, scene({ left: 170, top: 285 }), palette(), 1);

    expect(calls).toContainEqual(["translate", cellsLeft(metrics) - 170, cellsTop(metrics) - 285]);
    expect(calls.filter(([name]) => name === "fillText")[0]?.slice(1, 4)).toEqual([
      "12",
      4 * metrics.cellWidth + metrics.cellWidth / 2,
      10 * metrics.cellHeight + metrics.cellHeight / 2,
    ]);
  });

  it("covers what was there before, first of all", () => {
    const { context, calls } = recorder();

    drawScene(context, scene({}), palette(), 1);

    expect(calls.slice(0, 2)).toEqual([
      ["setTransform", 1, 0, 0, 1, 0, 0],
      ["fillRect", 0, 0, 1_280, 800],
    ]);
  });
});

const cell = (state: CellState): GridCell => ({ state, count: state === "count" ? 12 : 0, isPartial: false });

function noted(asked: string[], row: number, column: number): GridCell {
  asked.push(`${row},${column}`);
  return cell("zero");
}

const scene = (members: Partial<Scene>): Scene => ({
  width: 1_280,
  height: 800,
  left: 0,
  top: 0,
  metrics,
  rows: { first: 10, end: 12 },
  columns: { first: 4, end: 6 },
  isGroupRow: () => false,
  isGroupColumn: () => false,
  cellAt: () => cell("count"),
  pointed: null,
  open: null,
  ...members,
});

/** Every colour the same: what is told apart is told by its shape. */
function palette() {
  const grey = [128, 128, 128] as const;
  const colors: Colors = {
    canvas: grey,
    sunken: grey,
    hover: grey,
    line: grey,
    strong: grey,
    ink: grey,
    muted: grey,
    accent: grey,
    onAccent: grey,
    shade: grey,
    bad: grey,
  };
  return paletteOf(colors, "sans-serif");
}

/** A canvas that writes down what is drawn on it. */
function recorder(): { context: Context; calls: (string | number | undefined)[][] } {
  const calls: (string | number | undefined)[][] = [];
  const note =
    (name: string) =>
    (...values: (string | number | undefined)[]) =>
      void calls.push([name, ...values]);
  const context = {
    fillStyle: "",
    strokeStyle: "",
    font: "",
    lineWidth: 1,
    textAlign: "start" as const,
    textBaseline: "alphabetic" as const,
    arc: (x: number, y: number, radius: number) => note("arc")(x, y, radius),
    beginPath: note("beginPath"),
    fill: () => note("fill")(),
    fillRect: note("fillRect"),
    fillText: note("fillText"),
    lineTo: note("lineTo"),
    moveTo: note("moveTo"),
    restore: note("restore"),
    save: note("save"),
    setTransform: (...values: unknown[]) => note("setTransform")(...values.filter((value) => typeof value === "number")),
    stroke: () => note("stroke")(),
    strokeRect: note("strokeRect"),
    translate: note("translate"),
  };
  return { context, calls };
}
