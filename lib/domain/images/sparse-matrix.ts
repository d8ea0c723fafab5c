import { known, type Unknown } from "@/lib/core/known";
import type { MatrixCell, MatrixImage, MatrixPlaces, MatrixTotal, MatrixType, UsageMatrix } from "./matrix";
import { type CountingReport, NEEDED_TYPES } from "./report-selection";
import { type CellCount, type CellCoverage, reportsOf, whyNotAll, whyNotZero } from "./usage-cells";

/** No entry, and an entry whose amount AWS did not tell: what a row keeps in place of a number. */
export const NO_ENTRY = Number.NaN;
export const UNTOLD = -1;

/** One image of the matrix: its entries that count. */
export interface SparseRow {
  cells: CellCoverage;
  /** Its entries that count, counted again: a million of them are not kept. */
  counts: () => readonly CellCount[];
  /** Which accounts have entries, ascending. */
  accounts: Uint32Array;
  /** By type and place in `accounts`. A type that came later than the row is missing. */
  amounts: readonly Float64Array[];
}

const NO_ROW: SparseRow = {
  cells: {
    reports: [],
    owner: { account: null, types: known(new Set()) },
    unknown: { state: "not reported", why: "There is no such image." },
  },
  counts: () => [],
  accounts: new Uint32Array(),
  amounts: [],
};
const NO_COUNT: Unknown = { state: "not reported", why: "AWS gave no count." };

/** Rows with entries only where a report has them, and sums over all of them, made once. */
export class SparseMatrix implements UsageMatrix {
  private readonly sums: ReadonlyMap<MatrixType, Sums>;

  constructor(
    readonly images: readonly MatrixImage[],
    private readonly rows: readonly SparseRow[],
    readonly accounts: readonly (string | null)[],
    readonly types: readonly string[],
  ) {
    const each: MatrixType[] = [...types, "all types"];
    this.sums = new Map(each.map((type) => [type, this.sumsOf(type)]));
  }

  cell(image: number, account: number, type: MatrixType): MatrixCell {
    const row = this.rows[image] ?? NO_ROW;
    const place = placeOf(row.accounts, account);
    if (type !== "all types") return this.ofType(row, place, account, type);
    const cells = this.typesOf(row, type).map((each) => this.ofType(row, place, account, each));
    const sum = cells.reduce((total, cell) => total + (cell.state === "known" ? cell.value : 0), 0);
    const missing = cells.find(({ state }) => state !== "known");
    if (missing === undefined) return known(sum);
    return sum > 0 ? { state: "known", value: sum, isPartial: true } : missing;
  }

  deciding(image: number, account: number): readonly CountingReport[] {
    const { cells, counts } = this.rows[image] ?? NO_ROW;
    const id = this.accounts[account] ?? null;
    const counted = new Set(
      counts()
        .filter((count) => count.account === id)
        .map(({ reportId }) => reportId),
    );
    const zero = new Set(this.types.flatMap((type) => reportsOf(cells, id, type)));
    return cells.reports.filter((report) => counted.has(report.reportId) || zero.has(report));
  }

  imageTotal(image: number, type: MatrixType): MatrixTotal {
    const row = this.rows[image] ?? NO_ROW;
    const { value, untold } = this.sumOfRow(row, type, null);
    return { value, isPartial: untold || !this.isWhole(row, type) };
  }

  accountTotal(account: number, type: MatrixType): MatrixTotal {
    const sums = this.sums.get(type);
    if (sums === undefined) return { value: 0, isPartial: true };
    const isLeftOut = (sums.limitedWith[account] ?? 0) < sums.limited;
    return { value: sums.byAccount[account] ?? 0, isPartial: isLeftOut || sums.untold[account] === 1 || sums.ownUnknown[account] === 1 };
  }

  total(type: MatrixType): MatrixTotal {
    const sums = this.sums.get(type);
    if (sums === undefined) return { value: 0, isPartial: true };
    return { value: sums.total, isPartial: sums.limited > 0 || sums.untold.includes(1) };
  }

  totalOf({ images, accounts }: MatrixPlaces, type: MatrixType): MatrixTotal {
    const total = { value: 0, isPartial: false };
    for (const image of images) {
      const row = this.rows[image] ?? NO_ROW;
      const { value, untold } = this.sumOfRow(row, type, accounts);
      total.value += value;
      total.isPartial ||= untold || !this.isWholeFor(row, accounts, type);
    }
    return total;
  }

  filledAccounts(image: number): Uint32Array {
    return (this.rows[image] ?? NO_ROW).accounts;
  }

  largest(type: MatrixType): number {
    return this.sums.get(type)?.largest ?? 0;
  }

  private ofType({ cells, amounts }: SparseRow, place: number, account: number, type: string): MatrixCell {
    const amount = amounts[this.types.indexOf(type)]?.[place] ?? NO_ENTRY;
    if (amount >= 0) return known(amount);
    if (amount === UNTOLD) return NO_COUNT;
    const id = this.accounts[account] ?? null;
    const why = whyNotZero(cells, id, type);
    if (why === null) return known(0);
    return cells.unknown === null && reportsOf(cells, id, type).length === 0 ? { state: "not covered", why: why.why } : why;
  }

  /** The types that a number is of. Of all together: those that have to be covered, and what else the row speaks of. */
  private typesOf({ cells, amounts }: SparseRow, type: MatrixType): readonly string[] {
    if (type !== "all types") return [type];
    const isNeeded = (each: string): boolean => NEEDED_TYPES.some((needed) => needed === each);
    return this.types.filter(
      (each, index) => isNeeded(each) || cells.reports.some(({ types }) => types.has(each)) || amounts[index] !== undefined,
    );
  }

  /** Whether the row speaks of all accounts. */
  private isWhole(row: SparseRow, type: MatrixType): boolean {
    return this.typesOf(row, type).every((each) => whyNotAll(row.cells, each) === null);
  }

  private isWholeFor(row: SparseRow, accounts: readonly number[], type: MatrixType): boolean {
    const { owner } = row.cells;
    const isOwnerAmong = owner.account === null || accounts.includes(this.accounts.indexOf(owner.account));
    if (!isOwnerAmong && this.isWhole(row, type)) return true;
    return accounts.every((account) => this.speaksOf(row, account, type));
  }

  /** Whether the row speaks of one account: each of its cells is a number. */
  private speaksOf(row: SparseRow, account: number, type: MatrixType): boolean {
    const place = placeOf(row.accounts, account);
    return this.typesOf(row, type).every((each) => this.ofType(row, place, account, each).state === "known");
  }

  /** Known amounts of certain accounts (null: of all), added up. */
  private sumOfRow(row: SparseRow, type: MatrixType, accounts: readonly number[] | null): { value: number; untold: boolean } {
    const places = accounts === null ? null : accounts.map((account) => placeOf(row.accounts, account)).filter((place) => place >= 0);
    let value = 0;
    let untold = false;
    for (const each of this.typesOf(row, type)) {
      const amounts = row.amounts[this.types.indexOf(each)];
      if (amounts === undefined) continue;
      const count = places?.length ?? amounts.length;
      for (let at = 0; at < count; at += 1) {
        const amount = amounts[places?.[at] ?? at] ?? NO_ENTRY;
        if (amount >= 0) value += amount;
        else untold ||= amount === UNTOLD;
      }
    }
    return { value, untold };
  }

  private sumsOf(type: MatrixType): Sums {
    const width = this.accounts.length;
    const sums: Sums = {
      byAccount: new Float64Array(width),
      untold: new Uint8Array(width),
      ownUnknown: new Uint8Array(width),
      limitedWith: new Uint32Array(width),
      limited: 0,
      total: 0,
      largest: 0,
    };
    const places = new Map(this.accounts.map((account, place) => [account, place]));
    for (const row of this.rows) {
      this.addRow(sums, row, type);
      const owner = places.get(row.cells.owner.account);
      if (owner !== undefined && !this.speaksOf(row, owner, type)) sums.ownUnknown[owner] = 1;
      if (this.isWhole(row, type)) continue;
      sums.limited += 1;
      const named = row.cells.reports.flatMap(({ restrictedTo }) => [...(restrictedTo ?? [])].flatMap((id) => places.get(id) ?? []));
      for (const account of new Set([...named, ...row.accounts])) {
        if (this.speaksOf(row, account, type)) sums.limitedWith[account] = (sums.limitedWith[account] ?? 0) + 1;
      }
    }
    return sums;
  }

  private addRow(sums: Sums, row: SparseRow, type: MatrixType): void {
    const amounts = this.typesOf(row, type).flatMap((each) => row.amounts[this.types.indexOf(each)] ?? []);
    for (let place = 0; place < row.accounts.length; place += 1) {
      const account = row.accounts[place] ?? 0;
      let cell = 0;
      for (const ofType of amounts) {
        const amount = ofType[place] ?? NO_ENTRY;
        if (amount >= 0) cell += amount;
        else if (amount === UNTOLD) sums.untold[account] = 1;
      }
      sums.byAccount[account] = (sums.byAccount[account] ?? 0) + cell;
      sums.total += cell;
      sums.largest = Math.max(sums.largest, cell);
    }
  }
}

/** Over all rows, of one type or all together. */
interface Sums {
  byAccount: Float64Array;
  /** 1 where AWS did not tell an amount of the account. */
  untold: Uint8Array;
  /** 1 where the account owns an image that reports do not say whether it uses. */
  ownUnknown: Uint8Array;
  /** Of the rows that do not speak of all accounts, how many speak of this one. */
  limitedWith: Uint32Array;
  limited: number;
  total: number;
  largest: number;
}

/** Where a number stands in an ascending list, or -1. */
function placeOf(numbers: Uint32Array, number: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] ?? 0;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
