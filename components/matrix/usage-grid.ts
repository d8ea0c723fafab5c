import { formatDistanceStrict } from "date-fns";
import { nameOf } from "@/components/ui/account-label";
import { formatAccount, formatCount, formatNumber } from "@/lib/core/format";
import { accountHref, imageHref, withScope } from "@/lib/core/routes";
import type { Sliced } from "@/lib/core/slices";
import type { MatrixTotal, MatrixType, UsageMatrix } from "@/lib/domain/images/matrix";
import { typeWords } from "@/lib/domain/images/words";
import { deprecationOf } from "@/lib/resources/images";
import { isAccountId, isImageId } from "@/lib/resources/thing-pages";
import { type Heading, type Matrix, STATE_WORDS } from "./cell";
import type { Line, Lines } from "./lines";
import { type LineCell, lineCell, lineTotal, shownPlaces } from "./sums";

/** What a matrix is drawn as. */
export interface GridQuestion {
  matrix: UsageMatrix;
  /** Every image that there is, is among the matrix's. Otherwise what is added up over images is at least so much. */
  isWhole: boolean;
  lines: Lines;
  type: MatrixType;
  /** Accounts as rows, images as columns. */
  transposed: boolean;
  names: Readonly<Record<string, string>>;
  /** Milliseconds: what ages are relative to. */
  now: number;
  /** The chosen scopes, which go along with links: `?region=us-east-1`. */
  scope: string;
}

/** The cells of a grid are asked for again and again, while groups take long to add up. */
const KEPT_CELLS = 50_000;

/** A matrix with the names, totals and words of a grid, either way round. */
export function* usageGrid(question: GridQuestion): Sliced<Matrix> {
  const { matrix, isWhole, lines, type, transposed } = question;
  const kept = new Map<number, LineCell>();
  const width = lines.accounts.length;
  const cell = (image: number, account: number): LineCell => {
    const key = image * width + account;
    const [imageLine, accountLine] = [lines.images[image], lines.accounts[account]];
    if (imageLine === undefined || accountLine === undefined) return NO_CELL;
    if (!imageLine.isGroup && !accountLine.isGroup) return lineCell(matrix, imageLine, accountLine, type);
    const known = kept.get(key) ?? lineCell(matrix, imageLine, accountLine, type);
    if (kept.size > KEPT_CELLS) kept.clear();
    kept.set(key, known);
    return known;
  };
  const wordsOf = (image: number, account: number): string => {
    const [imageLine, accountLine] = [lines.images[image], lines.accounts[account]];
    if (imageLine === undefined || accountLine === undefined) return "";
    const whose = `${imageLineName(matrix, imageLine)}, ${accountLineName(question, accountLine)}`;
    return `${whose}: ${cellWords(question, imageLine, accountLine, cell(image, account))}${countedWords(question, imageLine)}`;
  };
  const shown = shownPlaces(lines);
  const isAll = shown.images.length === matrix.images.length && shown.accounts.length === matrix.accounts.length;
  const overImages = ({ value, isPartial }: MatrixTotal): MatrixTotal => ({ value, isPartial: isPartial || !isWhole });
  const total = overImages(isAll ? matrix.total(type) : matrix.totalOf(shown, type));
  yield;
  const images = yield* headings(lines.images, (line) => imageHeading(question, line, lineTotal(matrix, line, "images", shown, type)));
  const accounts = yield* headings(lines.accounts, (line) =>
    accountHeading(question, line, overImages(lineTotal(matrix, line, "accounts", shown, type))),
  );
  const sums = { sum: total, sumWords: totalWords("All that is shown", total, type) };
  return transposed
    ? {
        ...sums,
        rows: accounts,
        columns: images,
        cellAt: (row, column) => cell(column, row),
        wordsOf: (row, column) => wordsOf(column, row),
      }
    : { ...sums, rows: images, columns: accounts, cellAt: cell, wordsOf };
}

const NO_CELL: LineCell = { state: "reading", count: 0, isPartial: false, why: null };

/** Lines between two pauses. */
const SLICE_LINES = 32;

function* headings(lines: readonly Line[], heading: (line: Line) => Heading): Sliced<Heading[]> {
  const made: Heading[] = [];
  for (const line of lines) {
    made.push(heading(line));
    if (made.length % SLICE_LINES === 0) yield;
  }
  return made;
}

function imageHeading(question: GridQuestion, line: Line, total: MatrixTotal): Heading {
  const { matrix, type, now, scope } = question;
  const name = imageLineName(matrix, line);
  const common = { key: line.key, name, sum: total, sumWords: totalWords(name, total, type) };
  const image = matrix.images[line.places[0] ?? -1];
  if (line.isGroup || image === undefined) {
    return { ...common, id: name, note: formatNumber(line.places.length), mark: null, href: null, isGroup: true };
  }
  const isDeprecated = deprecationOf(image, now) === "deprecated";
  const age = image.creationDate === null ? null : shortAge(image.creationDate, now);
  return {
    ...common,
    id: image.imageId,
    note: [isOneRegion(matrix) ? null : image.scope.region, age].filter((text) => text !== null).join(" · "),
    mark: isDeprecated ? "deprecated" : null,
    href: isImageId(image.imageId) ? withScope(imageHref(image.imageId), scope) : null,
    isGroup: false,
  };
}

function accountHeading(question: GridQuestion, line: Line, total: MatrixTotal): Heading {
  const { matrix, type, names, scope } = question;
  const full = accountLineName(question, line);
  const id = matrix.accounts[line.places[0] ?? -1] ?? null;
  if (line.isGroup) {
    const note = formatNumber(line.places.length);
    return {
      key: line.key,
      name: full,
      sum: total,
      sumWords: totalWords(full, total, type),
      id: full,
      note,
      mark: null,
      href: null,
      isGroup: true,
    };
  }
  const name = id === null ? null : nameOf(names, id);
  return {
    key: line.key,
    name: name ?? full,
    sum: total,
    sumWords: totalWords(full, total, type),
    id: id ?? "not told",
    note: name === null || id === null ? "" : formatAccount(id),
    mark: null,
    href: id !== null && isAccountId(id) ? withScope(accountHref(id), scope) : null,
    isGroup: false,
  };
}

/** `golden, total: at least 12 references; some of it is not known`. */
function totalWords(name: string, { value, isPartial }: MatrixTotal, type: MatrixType): string {
  const amount = `${formatNumber(value)} ${countedWord(type, value)}`;
  if (!isPartial) return `${name}, total: ${amount}`;
  return value === 0 ? `${name}, total: unknown` : `${name}, total: at least ${amount}; some of it is not known`;
}

/** What the numbers of a type are: all types together are references, whatever they refer from. */
export const countedWord = (type: MatrixType, count: number): string =>
  type === "all types" ? (count === 1 ? "reference" : "references") : typeWords(type, count);

function imageLineName({ images }: UsageMatrix, { isGroup, group, places }: Line): string {
  if (isGroup) return group ?? "No family";
  const image = images[places[0] ?? -1];
  return image === undefined ? "" : (image.name ?? image.imageId);
}

function accountLineName({ matrix, names }: Pick<GridQuestion, "matrix" | "names">, { isGroup, group, places }: Line): string {
  if (isGroup) return group ?? "No unit known";
  const id = matrix.accounts[places[0] ?? -1] ?? null;
  if (id === null) return "account that AWS did not tell";
  const name = nameOf(names, id);
  return name === null ? formatAccount(id) : `${name} (${formatAccount(id)})`;
}

/** What is in a cell, in words. */
function cellWords(question: GridQuestion, image: Line, account: Line, cell: LineCell): string {
  const { type } = question;
  if (cell.state === "zero") return `no ${countedWord(type, 0)} counted`;
  if (cell.state !== "count") return `${STATE_WORDS[cell.state]}${cell.why === null ? "" : `. ${withoutDot(cell.why)}`}`;
  const amount = `${cell.isPartial ? "at least " : ""}${formatNumber(cell.count)} ${countedWord(type, cell.count)}`;
  return type === "all types" ? `${amount}${typeParts(question, image, account)}` : amount;
}

/** ` (9 instances, 3 launch templates)`: only what is known to be there. */
function typeParts({ matrix }: GridQuestion, image: Line, account: Line): string {
  const parts = matrix.types.flatMap((type) => {
    const { state, count } = lineCell(matrix, image, account, type);
    return state === "count" ? [`${formatNumber(count)} ${typeWords(type, count)}`] : [];
  });
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

const withoutDot = (sentence: string): string => sentence.replace(/\.$/, "");

/** `, counted 2 days ago`. Images of a group are counted at different times. */
function countedWords({ matrix, now }: GridQuestion, image: Line): string {
  if (image.isGroup) return `, in ${formatCount(image.places.length, ["image", "images"])}`;
  const time = Date.parse(matrix.images[image.places[0] ?? -1]?.countedAt ?? "");
  return Number.isNaN(time) ? "" : `, counted ${formatDistanceStrict(time, now, { addSuffix: true })}`;
}

const DAY_MS = 24 * 60 * 60_000;

/** `12 d`, `9 mo`, `2 y`: where there is little room. Null for what is no time. */
export function shortAge(iso: string, now: number): string | null {
  const days = Math.floor((now - Date.parse(iso)) / DAY_MS);
  if (Number.isNaN(days)) return null;
  if (days < 60) return `${Math.max(0, days)} d`;
  return days < 730 ? `${Math.floor(days / 30.44)} mo` : `${Math.floor(days / 365.25)} y`;
}

const oneRegion = new WeakMap<UsageMatrix, boolean>();

function isOneRegion(matrix: UsageMatrix): boolean {
  const known = oneRegion.get(matrix) ?? new Set(matrix.images.map(({ scope }) => scope.region)).size < 2;
  oneRegion.set(matrix, known);
  return known;
}
