import type { CellState, GridCell } from "./cell";
import { cellsLeft, cellsTop, type Metrics, type Place, type Span } from "./geometry";
import type { Palette } from "./palette";
import { cellText, shadeOf } from "./shade";

/** What is to be seen of a grid at one moment. */
export interface Scene {
  /** Of the whole picture, in CSS pixels. */
  width: number;
  height: number;
  /** How far along the cells one is, in CSS pixels. */
  left: number;
  top: number;
  metrics: Metrics;
  /** Of which at least a part is seen. */
  rows: Span;
  columns: Span;
  isGroupRow: (row: number) => boolean;
  isGroupColumn: (column: number) => boolean;
  cellAt: (row: number, column: number) => GridCell;
  /** The cell whose row and column are traced to their names. */
  pointed: Place | null;
  /** The cell whose evidence is open. */
  open: Place | null;
}

/** What of a canvas is used. */
export type Context = Pick<
  CanvasRenderingContext2D,
  | "arc"
  | "beginPath"
  | "fill"
  | "fillRect"
  | "fillStyle"
  | "fillText"
  | "font"
  | "lineTo"
  | "lineWidth"
  | "moveTo"
  | "restore"
  | "save"
  | "setTransform"
  | "stroke"
  | "strokeRect"
  | "strokeStyle"
  | "textAlign"
  | "textBaseline"
  | "translate"
>;

/** Between two slanted lines, in pixels. */
const HATCH = 7;

/** Draws the cells, all at once, so that there is never a moment without them. Names and totals lie above the picture. */
export function drawScene(context: Context, scene: Scene, palette: Palette, ratio: number): void {
  const { width, height, metrics } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.color.canvas;
  context.fillRect(0, 0, width, height);
  context.save();
  // Hatching is laid out from the first cell's corner, so that it moves with the cells.
  context.translate(cellsLeft(metrics) - scene.left, cellsTop(metrics) - scene.top);
  drawBands(context, scene, palette);
  drawCells(context, scene, palette);
  if (scene.open !== null) outline(context, scene.open, metrics, palette.color.accent);
  context.restore();
}

/** The picture of one cell alone, for a legend. */
export function drawSample(
  context: Context,
  cell: GridCell,
  palette: Palette,
  size: { width: number; height: number; ratio: number },
): void {
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  context.fillStyle = palette.color.canvas;
  context.fillRect(0, 0, size.width, size.height);
  new CellPen(context, palette, size.width + 1, size.height + 1).draw(cell, 0, 0);
}

/** Groups, the row and the column that are pointed at, and a line below each row. */
function drawBands(context: Context, scene: Scene, { color }: Palette): void {
  const { metrics, rows, columns, pointed } = scene;
  const { cellWidth, cellHeight } = metrics;
  const [x, y] = [columns.first * cellWidth, rows.first * cellHeight];
  const [across, down] = [(columns.end - columns.first) * cellWidth, (rows.end - rows.first) * cellHeight];
  context.fillStyle = color.sunken;
  for (let row = rows.first; row < rows.end; row += 1) {
    if (scene.isGroupRow(row)) context.fillRect(x, row * cellHeight, across, cellHeight);
  }
  for (let column = columns.first; column < columns.end; column += 1) {
    if (scene.isGroupColumn(column)) context.fillRect(column * cellWidth, y, cellWidth, down);
  }
  if (pointed !== null) {
    context.fillStyle = color.hover;
    context.fillRect(x, pointed.row * cellHeight, across, cellHeight);
    context.fillRect(pointed.column * cellWidth, y, cellWidth, down);
  }
  context.fillStyle = color.line;
  for (let row = rows.first; row < rows.end; row += 1) context.fillRect(x, (row + 1) * cellHeight - 1, across, 1);
}

function drawCells(context: Context, { metrics, rows, columns, cellAt }: Scene, palette: Palette): void {
  const pen = new CellPen(context, palette, metrics.cellWidth, metrics.cellHeight);
  for (let row = rows.first; row < rows.end; row += 1) {
    for (let column = columns.first; column < columns.end; column += 1) {
      pen.draw(cellAt(row, column), column * metrics.cellWidth, row * metrics.cellHeight);
    }
  }
}

function outline(context: Context, { row, column }: Place, { cellWidth, cellHeight }: Metrics, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.strokeRect(column * cellWidth, row * cellHeight, cellWidth - 1, cellHeight - 1);
}

/** Each state that is no count has a shape of its own, so that none is told by its colour alone. */
const SHAPES = {
  zero: "dot",
  "not reported": "hatch",
  "not covered": "rules",
  "not permitted": "lock",
  failed: "cross",
  reading: "dots",
} as const satisfies Record<Exclude<CellState, "count">, string>;

/** Draws cells of one size. */
class CellPen {
  constructor(
    private readonly context: Context,
    private readonly palette: Palette,
    private readonly width: number,
    private readonly height: number,
  ) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `11px ${palette.font}`;
    context.lineWidth = 1;
  }

  draw(cell: GridCell, x: number, y: number): void {
    if (cell.state === "count") this.count(cell, x, y);
    else this[SHAPES[cell.state]](x, y);
  }

  private get right(): number {
    return this.width - 1;
  }

  private get bottom(): number {
    return this.height - 1;
  }

  private count({ count, isPartial }: GridCell, x: number, y: number): void {
    const shade = this.palette.shades[shadeOf(count)];
    if (shade === undefined) return;
    const { context } = this;
    context.fillStyle = shade.ground;
    context.fillRect(x, y, this.right, this.bottom);
    context.fillStyle = shade.text;
    context.fillText(cellText(count, isPartial), x + this.width / 2, y + this.height / 2, this.right - 2);
  }

  dot(x: number, y: number): void {
    const { context } = this;
    context.fillStyle = this.palette.color.strong;
    context.beginPath();
    context.arc(x + this.width / 2, y + this.height / 2, 1.5, 0, 2 * Math.PI);
    context.fill();
  }

  dots(x: number, y: number): void {
    this.context.fillStyle = this.palette.color.muted;
    for (const step of [-6, 0, 6]) this.context.fillRect(x + this.width / 2 + step - 1, y + this.height / 2 - 1, 2, 2);
  }

  /** Slanted lines from edge to edge. */
  hatch(x: number, y: number): void {
    const { context, right, bottom } = this;
    context.strokeStyle = this.palette.color.strong;
    context.beginPath();
    for (let foot = HATCH - bottom; foot < right; foot += HATCH) {
      const from = Math.max(0, foot);
      const to = Math.min(right, foot + bottom);
      context.moveTo(x + from, y + bottom - (from - foot));
      context.lineTo(x + to, y + bottom - (to - foot));
    }
    context.stroke();
  }

  rules(x: number, y: number): void {
    this.context.fillStyle = this.palette.color.strong;
    for (let down = 5; down < this.bottom - 2; down += 6) this.context.fillRect(x + 3, y + down, this.right - 6, 1);
  }

  lock(x: number, y: number): void {
    const { context } = this;
    const [middle, center] = [x + this.width / 2, y + this.height / 2];
    context.fillStyle = this.palette.color.sunken;
    context.fillRect(x, y, this.right, this.bottom);
    context.strokeStyle = this.palette.color.muted;
    context.fillStyle = this.palette.color.muted;
    context.fillRect(middle - 4.5, center - 1, 9, 6.5);
    context.beginPath();
    context.arc(middle, center - 1.5, 3, Math.PI, 0);
    context.stroke();
  }

  cross(x: number, y: number): void {
    const { context } = this;
    const [middle, center] = [x + this.width / 2, y + this.height / 2];
    context.save();
    context.strokeStyle = this.palette.color.bad;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(middle - 4, center - 4);
    context.lineTo(middle + 4, center + 4);
    context.moveTo(middle + 4, center - 4);
    context.lineTo(middle - 4, center + 4);
    context.stroke();
    context.restore();
  }
}
