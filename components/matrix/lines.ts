import type { Sliced } from "@/lib/core/slices";
import { imageKey } from "@/lib/domain/images/image-evidence";
import type { MatrixType, UsageMatrix } from "@/lib/domain/images/matrix";
import {
  filterMatrix,
  groupByFamily,
  groupByUnit,
  type MatrixFilter,
  type MatrixGroup,
  sortAccounts,
  sortImages,
} from "@/lib/domain/images/matrix-order";
import type { LocatedAccount } from "@/lib/domain/images/organization";

/** How a matrix is laid out. */
export const SORTS = ["total", "name", "age"] as const;
export const GROUPS = ["none", "family", "unit"] as const;

/** A row or a column: an image or an account, or the heading of those that follow it. */
export interface Line {
  /** Unique among the lines of its direction, and the same tomorrow: it stands in addresses. */
  key: string;
  /** Places in the matrix. One where it is no group. */
  places: readonly number[];
  isGroup: boolean;
  /** Of a group: the family, or the unit's id. Null stands for those that have none. */
  group: string | null;
}

export interface Lines {
  images: readonly Line[];
  accounts: readonly Line[];
}

export interface Layout {
  type: MatrixType;
  sort: (typeof SORTS)[number];
  group: (typeof GROUPS)[number];
  filter: MatrixFilter;
  /** Of images: leaves out the others. Null leaves all. */
  kept: ReadonlySet<number> | null;
  /** Null where it is not known. */
  organization: readonly LocatedAccount[] | null;
  names: Readonly<Record<string, string>>;
}

/** Which images and accounts are shown, in which order, under which headings. */
export function* arrange(matrix: UsageMatrix, layout: Layout): Sliced<Lines> {
  const { type, sort, group, filter, kept, organization, names } = layout;
  const found = filterMatrix(matrix, filter, names);
  yield;
  const images = sortImages(matrix, kept === null ? found.images : found.images.filter((place) => kept.has(place)), sort, type);
  yield;
  const accounts = sortAccounts(matrix, found.accounts, sort === "name" ? "name" : "total", type, names);
  yield;
  const imageLine = (place: number) => single(imageLineKey(matrix, place), place);
  const accountLine = (place: number) => single(accountLineKey(matrix.accounts[place] ?? null), place);
  return {
    images: group === "family" ? grouped(groupByFamily(matrix, images), "family", imageLine) : images.map(imageLine),
    accounts:
      group === "unit" && organization !== null
        ? grouped(groupByUnit(matrix, accounts, organization), "unit", accountLine)
        : accounts.map(accountLine),
  };
}

function imageLineKey(matrix: UsageMatrix, place: number): string {
  const image = matrix.images[place];
  return image === undefined ? String(place) : imageKey(image);
}

/** The account that AWS did not tell has a key, too. */
const accountLineKey = (account: string | null): string => account ?? "not-told";

const single = (key: string, place: number): Line => ({ key, places: [place], isGroup: false, group: null });

/** Each heading with what is below it. */
function grouped(groups: readonly MatrixGroup[], kind: string, line: (place: number) => Line): Line[] {
  return groups.flatMap(({ key, places }) => [{ key: `${kind}:${key ?? ""}`, places, isGroup: true, group: key }, ...places.map(line)]);
}

/** A cell as it stands in an address. */
export const cellKey = (image: Line, account: Line): string => `${image.key}~${account.key}`;

/** The lines of a cell that an address names. Null where one is not among these. */
export function cellOf({ images, accounts }: Lines, key: string): { image: number; account: number } | null {
  const cut = key.lastIndexOf("~");
  const image = images.findIndex((line) => line.key === key.slice(0, Math.max(0, cut)));
  const account = accounts.findIndex((line) => line.key === key.slice(cut + 1));
  return image < 0 || account < 0 ? null : { image, account };
}
