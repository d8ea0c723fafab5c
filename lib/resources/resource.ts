import type { Unknown } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";

/** Value of a cell. Null is "AWS returned no value", never zero or an empty text. */
export type CellValue = string | number | boolean | null;

/** Rating of a state for the owner. It picks icon and colour, never the word. */
export type Tone = "good" | "active" | "busy" | "warning" | "bad" | "neutral";

/**
 * What a value is, from which follow its alignment, its format, its copy button and its width. A word is a short text of
 * few different ones; a list is several words, as `listText` joins them, and each is a facet's choice.
 */
export type ColumnKind = "id" | "text" | "word" | "list" | "state" | "number" | "percent" | "bytes" | "time" | "account" | "boolean";

/** A column is data: the table, the sort, the facets, the charts and the CSV all read this one definition. */
export interface Column<Row> {
  label: string;
  kind: ColumnKind;
  value: (row: Scoped<Row>) => CellValue;
  /** Why there may be no value, shown with the dash. */
  absent?: string;
  /** Which of the ways of not being known a missing value has, where that differs from row to row. Stands in the cell. */
  unknown?: (row: Scoped<Row>) => Unknown | null;
  /** Why a value is a lower bound; null where it is exact. It is shown and written as such: `≥ 12`. */
  atLeast?: (row: Scoped<Row>) => string | null;
  /** Label of a code on screen. Files and addresses have the code. */
  words?: Readonly<Record<string, string>>;
  /** States by name. A state that AWS adds later is shown as it is, in the neutral tone. */
  tones?: Readonly<Record<string, Tone>>;
  /** The page about what the value names, where the value stands for the row itself: `/images/ami-1`. */
  href?: (row: Scoped<Row>) => string | null;
  /** Offered in the facet list, with counts. */
  facet?: true;
  /** Not shown until chosen. */
  optional?: true;
  /** One sentence for the column's heading. */
  hint?: string;
}

/** A parameter of a read route that AWS takes as a list of ids or a filter. */
export interface Parameter {
  label: string;
  /** The expected form in words: completes the sentence "must be …". */
  expected: string;
  pattern: RegExp;
  example: string;
  /** All documented values, where AWS documents a closed list. Others are still sent: the list may grow. */
  suggestions?: readonly string[];
}

/** For how many values of a parameter AWS answers with a single listing. */
export interface OneListing {
  parameter: string;
  least: number;
  most: number;
  /** The rest of a sentence that begins with `max-items` or `starting-token`: what they need, and why. */
  rule: string;
}

/** What tells a row from the others of its scope. `members`: those that it is made of, where it is made of nothing else. */
export interface Identity<Row> {
  (row: Row): string;
  members?: readonly (keyof Row)[];
}

/** The identity of a row by some of its members. A list of a million rows needs them one by one. */
export const byMembers = <Row>(...members: readonly (keyof Row)[]): Identity<Row> =>
  Object.assign((row: Row) => members.map((member) => `${row[member]}`).join("/"), { members });

/** A resource, defined once: from it follow the route, the query, the table, the charts and the CSV. */
export interface Resource<Row> {
  /** Path of the page, and below `/api` of the route. */
  path: `/${string}`;
  title: string;
  /** One row, many rows. */
  noun: readonly [string, string];
  /** One sentence: what a row is and what it is good for. */
  summary: string;
  service: "ec2" | "license-manager";
  /** IAM actions without which the rows cannot be read. The first is the operation's own. */
  actions: readonly [string, ...string[]];
  /** Unique among the rows of one scope. */
  identity: Identity<Row>;
  columns: Readonly<Record<string, Column<Row>>>;
  /** Sorted by this when nothing else is asked for: `usageCount.desc`. */
  defaultSort: string;
  ids: Readonly<Record<string, Parameter>>;
  /** By AWS's own filter name; `tag:<key>` stands for the family of names that begin `tag:`. */
  filters: Readonly<Record<string, Parameter>>;
  /** The largest page AWS documents, or null where it documents none. */
  maxPageSize: number | null;
  /** Its rows follow from other lists: it is no listing of AWS that could be paged or cut. */
  isDerived?: true;
  /** It tells of this moment alone: nothing of it is kept. */
  isOfNow?: true;
  /** It tells what happened in a period. */
  isHistory?: true;
  /** Exactly one of these parameters has to be there, with exactly one value. */
  exactlyOne?: readonly string[];
  /** A row may follow from several scopes together, and then is of none. */
  spansScopes?: true;
  /** It has no page of its own: pages of other resources show it. */
  isPart?: true;
  /** As `freshSeconds` says below, where it is another time: a list that costs a call for each item is read more seldom. */
  freshSeconds?: number;
  /** The smallest page AWS documents, where that is more than one row. */
  minPageSize?: number;
  /** Where only some requests are one listing of AWS, with one token. All others cannot be paged. */
  oneListing?: OneListing;
  /** Shown where AWS answered that there is nothing, with what to do about it. */
  empty: string;
  /** The row in the AWS console, or null where it has no page there. */
  consoleUrl: (row: Scoped<Row>) => string | null;
}

const QUARTER_HOUR = 900;

/** How old kept rows may be, in seconds, before a page or the collector reads them anew. */
export const freshSeconds = <Row>(resource: Resource<Row>): number => resource.freshSeconds ?? QUARTER_HOUR;

/** The key of a row among all rows of all scopes. */
export function rowKey<Row>(resource: Resource<Row>, row: Scoped<Row>): string {
  return `${row.scope.account ?? "unknown"}/${row.scope.region}/${resource.identity(row)}`;
}
