import type { Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { CountingReport } from "./report-selection";

/**
 * What the matrix says of one image in one account. `not covered`: no available report covers the
 * account and the type. Partial: of all types together, some are not known, and it is at least so many.
 */
export type MatrixCell = { state: "known"; value: number; isPartial?: true } | Unknown | { state: "not covered"; why: string };

/** A sum over cells. Partial: some of them are not known, and it is at least so many. */
export interface MatrixTotal {
  value: number;
  isPartial: boolean;
}

/** A row of the matrix. */
export interface MatrixImage {
  scope: Scope;
  imageId: string;
  name: string | null;
  family: string | null;
  /** ISO 8601. */
  creationDate: string | null;
  deprecationTime: string | null;
  /** The newest complete report, or else the newest available one. A cell may be from another: ask `deciding`. */
  reportId: string | null;
  countedAt: string | null;
  /** What that report leaves out, a sentence each. */
  gaps: readonly string[];
}

/** Which resource type a number is of, or all types together: then it is of references, and must be labelled so. */
export type MatrixType = string | "all types";

/** Rows and columns by their place in `images` and `accounts`. */
export interface MatrixPlaces {
  images: readonly number[];
  accounts: readonly number[];
}

/** Images by accounts. Sparse: only cells that a report has an entry for are kept. */
export interface UsageMatrix {
  images: readonly MatrixImage[];
  /** 12 digits each; null is the account that AWS did not tell. */
  accounts: readonly (string | null)[];
  /** Resource types that any report covers or has entries of: instances, launch templates, then others by name. */
  types: readonly string[];
  cell: (image: number, account: number, type: MatrixType) => MatrixCell;
  /** The reports that the counts of an image in an account are from, newest first. */
  deciding: (image: number, account: number) => readonly CountingReport[];
  imageTotal: (image: number, type: MatrixType) => MatrixTotal;
  accountTotal: (account: number, type: MatrixType) => MatrixTotal;
  /** Of all cells. */
  total: (type: MatrixType) => MatrixTotal;
  /** Of the cells in certain rows and columns: what a group adds up to. */
  totalOf: (places: MatrixPlaces, type: MatrixType) => MatrixTotal;
  /** Accounts that the report of an image has entries of, by place, ascending: the cells worth drawing. */
  filledAccounts: (image: number) => Uint32Array;
  /** The largest known number of one cell: what a scale ends at. */
  largest: (type: MatrixType) => number;
}
