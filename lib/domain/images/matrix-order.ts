import type { AccountNames } from "@/lib/core/scopes-answer";
import type { MatrixPlaces, MatrixTotal, MatrixType, UsageMatrix } from "./matrix";
import type { LocatedAccount } from "./organization";

/** Some of the rows or columns under one heading. Null stands for those that have none. */
export interface MatrixGroup {
  key: string | null;
  places: readonly number[];
}

export interface MatrixFilter {
  /** Part of an image's id, name or family; any case. */
  image?: string;
  /** Part of an account's id or name; any case. */
  account?: string;
  family?: string;
  /** Leaves out rows and columns without a known number above zero. Rows that are not known stay: they are not zero. */
  onlyUsed?: boolean;
}

/** The places that a filter leaves, in their order. */
export function filterMatrix(matrix: UsageMatrix, filter: MatrixFilter, names: AccountNames): MatrixPlaces {
  const { image = "", account = "", family, onlyUsed = false } = filter;
  const images = matrix.images.flatMap((row, place) => {
    const isFound = holds(image, [row.imageId, row.name, row.family]) && (family === undefined || row.family === family);
    return isFound && (!onlyUsed || isUsedOrUnknown(matrix.imageTotal(place, "all types"))) ? [place] : [];
  });
  const accounts = matrix.accounts.flatMap((id, place) => {
    const isFound = holds(account, [id, nameOf(id, names)]);
    return isFound && (!onlyUsed || matrix.accountTotal(place, "all types").value > 0) ? [place] : [];
  });
  return { images, accounts };
}

const isUsedOrUnknown = ({ value, isPartial }: MatrixTotal): boolean => value > 0 || isPartial;

function holds(part: string, texts: readonly (string | null)[]): boolean {
  const sought = part.trim().toLowerCase();
  return sought === "" || texts.some((text) => text?.toLowerCase().includes(sought) === true);
}

const nameOf = (account: string | null, names: AccountNames): string | null =>
  account !== null && Object.hasOwn(names, account) ? (names[account] ?? null) : null;

/** Rows in order: most references first, by name, or oldest image first. Those of the same rank stay as they are. */
export function sortImages(matrix: UsageMatrix, images: readonly number[], by: "total" | "name" | "age", type: MatrixType): number[] {
  if (by === "total") return largestFirst(images, (place) => matrix.imageTotal(place, type));
  const text = (place: number): string | null => {
    const image = matrix.images[place];
    return (by === "age" ? image?.creationDate : (image?.name ?? image?.imageId)) ?? null;
  };
  return byText(images, text);
}

/** Columns in order: most references first, or by name (an account without one by its id, after those with one). */
export function sortAccounts(
  matrix: UsageMatrix,
  accounts: readonly number[],
  by: "total" | "name",
  type: MatrixType,
  names: AccountNames,
): number[] {
  if (by === "total") return largestFirst(accounts, (place) => matrix.accountTotal(place, type));
  const id = (place: number): string | null => matrix.accounts[place] ?? null;
  return byText(byText(accounts, id), (place) => nameOf(id(place), names));
}

function largestFirst(places: readonly number[], total: (place: number) => MatrixTotal): number[] {
  const totals = new Map(places.map((place) => [place, total(place)]));
  const amountOf = (place: number): number => totals.get(place)?.value ?? 0;
  // Of the same number, one that may be larger comes first.
  const partial = (place: number): number => Number(totals.get(place)?.isPartial ?? false);
  return places.toSorted((a, b) => amountOf(b) - amountOf(a) || partial(b) - partial(a));
}

const collator = new Intl.Collator("en", { numeric: true });

/** Those without a text come last. */
function byText(places: readonly number[], text: (place: number) => string | null): number[] {
  const texts = new Map(places.map((place) => [place, text(place)]));
  return places.toSorted((a, b) => {
    const left = texts.get(a) ?? null;
    const right = texts.get(b) ?? null;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return collator.compare(left, right);
  });
}

/** Rows by family, in their order. */
export const groupByFamily = (matrix: UsageMatrix, images: readonly number[]): MatrixGroup[] =>
  grouped(images, (place) => matrix.images[place]?.family ?? null);

/** Columns by the organizational unit (or the root) that the account is in directly, by its id. Null: in none, or not known. */
export function groupByUnit(matrix: UsageMatrix, accounts: readonly number[], organization: readonly LocatedAccount[]): MatrixGroup[] {
  const units = new Map(organization.map(({ account, paths }) => [account, unitIn(paths[0] ?? "")]));
  return grouped(accounts, (place) => units.get(matrix.accounts[place] ?? "") ?? null);
}

/** The last station before the account. */
const unitIn = (path: string): string | null => path.split("/").findLast((part) => part.startsWith("ou-") || part.startsWith("r-")) ?? null;

function grouped(places: readonly number[], keyOf: (place: number) => string | null): MatrixGroup[] {
  const groups = new Map<string | null, number[]>();
  for (const place of places) {
    const key = keyOf(place);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups].map(([key, inGroup]) => ({ key, places: inGroup }));
}
