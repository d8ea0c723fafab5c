import type { MatrixPlaces, MatrixTotal, MatrixType, UsageMatrix } from "@/lib/domain/images/matrix";
import type { GridCell } from "./cell";
import type { Line, Lines } from "./lines";

/** What stands for a cell of groups: the sum, or why there is none. */
export interface LineCell extends GridCell {
  /** Why it is no number, or not the whole one; null where it is. */
  why: string | null;
}

/** One image in one account as the matrix has it, and of groups the sum of what is known. Zero only where all of it is zero. */
export function lineCell(matrix: UsageMatrix, image: Line, account: Line, type: MatrixType): LineCell {
  const [imagePlace, accountPlace] = [image.places[0], account.places[0]];
  if (!image.isGroup && !account.isGroup && imagePlace !== undefined && accountPlace !== undefined) {
    return toLineCell(matrix.cell(imagePlace, accountPlace, type));
  }
  const { value, isPartial } = matrix.totalOf({ images: image.places, accounts: account.places }, type);
  if (value > 0) return { state: "count", count: value, isPartial, why: isPartial ? "Not all of it is known." : null };
  return isPartial ? firstUnknown(matrix, image, account, type) : toLineCell({ state: "known", value });
}

function toLineCell(cell: ReturnType<UsageMatrix["cell"]>): LineCell {
  if (cell.state !== "known") return { state: cell.state, count: 0, isPartial: false, why: cell.why };
  const isPartial = cell.isPartial === true;
  return { state: cell.value > 0 ? "count" : "zero", count: cell.value, isPartial, why: isPartial ? "Not all of it is known." : null };
}

/** Nothing is known above zero: the reason of the first that is not known stands for all. */
function firstUnknown(matrix: UsageMatrix, image: Line, account: Line, type: MatrixType): LineCell {
  for (const row of image.places) {
    for (const column of account.places) {
      const cell = toLineCell(matrix.cell(row, column, type));
      if (cell.state !== "count" && cell.state !== "zero") return cell;
    }
  }
  return { state: "not reported", count: 0, isPartial: false, why: "Not all of it is known." };
}

/** Places of the images and accounts that are shown, each once. */
export function shownPlaces({ images, accounts }: Lines): MatrixPlaces {
  const places = (of: readonly Line[]): number[] => of.flatMap((line) => (line.isGroup ? [] : line.places));
  return { images: places(images), accounts: places(accounts) };
}

/** The total of a line over what is shown: what is left out by a search is not in it. */
export function lineTotal(matrix: UsageMatrix, line: Line, of: keyof MatrixPlaces, shown: MatrixPlaces, type: MatrixType): MatrixTotal {
  const across = of === "images" ? "accounts" : "images";
  const [place] = line.places;
  const isAll = shown[across].length === matrix[across].length;
  if (!isAll || line.isGroup || place === undefined) return matrix.totalOf({ ...shown, [of]: line.places }, type);
  return of === "images" ? matrix.imageTotal(place, type) : matrix.accountTotal(place, type);
}
