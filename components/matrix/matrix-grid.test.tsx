import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { Heading, Matrix } from "./cell";
import { MatrixGrid } from "./matrix-grid";

describe("a grid, to who cannot see it", () => {
  const html = renderToStaticMarkup(<MatrixGrid label="Usage matrix" corner="Image" matrix={matrix()} open={null} onOpen={() => {}} />);

  it("tells how large it is, its headings among it", () => {
    expect(html).toMatch(/<table role="grid" aria-label="Usage matrix" aria-rowcount="202" aria-colcount="2002"/);
  });

  it("has one cell to be reached by keys, which says what it holds", () => {
    expect(html.match(/tabindex="0"/gi)).toHaveLength(1);
    expect(html).toMatch(/<td tabindex="0" [^>]*aria-colindex="3" aria-label="row 0, column 0: 12 instances"/i);
  });

  it("names the row and the column of that cell, and their totals", () => {
    expect(html).toMatch(/<tr aria-rowindex="3"/);
    expect(html).toMatch(/<th scope="row" aria-colindex="1"/);
    expect(html).toMatch(/<th scope="col" aria-colindex="3"/);
    expect(html).toContain("row 0, total: at least 12");
  });

  it("is made of elements that may stand in each other", () => {
    const complaints = vi.spyOn(console, "error").mockReturnValue();
    renderToStaticMarkup(<MatrixGrid label="Usage matrix" corner="Image" matrix={matrix()} open={null} onOpen={() => {}} />);
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
  });
});

function matrix(): Matrix {
  return {
    rows: Array.from({ length: 200 }, (_, row) => heading(`row ${row}`)),
    columns: Array.from({ length: 2_000 }, (_, column) => heading(`column ${column}`)),
    cellAt: () => ({ state: "count", count: 12, isPartial: false }),
    wordsOf: (row, column) => `row ${row}, column ${column}: 12 instances`,
    sum: { value: 12, isPartial: true },
    sumWords: "All, total: at least 12",
  };
}

const heading = (name: string): Heading => ({
  key: name,
  id: name,
  name,
  note: "9 mo",
  mark: null,
  href: null,
  isGroup: false,
  sum: { value: 12, isPartial: true },
  sumWords: `${name}, total: at least 12 instances; some of it is not known`,
});
