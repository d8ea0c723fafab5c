import type { Proof, ScopeFailure, SentEvent } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { RowTable } from "./row-table";

/** Progress of a reading: what has arrived, and what is known about the rest. */
export interface ReadingProgress {
  /** Rows that have arrived. */
  length: number;
  scopes: Scope[];
  /** Scopes read to their end. */
  done: Scope[];
  failures: ScopeFailure[];
  /** Scopes whose newest reading failed, so that the rows are still those of one before, and when that was. */
  kept: KeptScope[];
  /** When the oldest of these rows were read, ISO 8601. Null before the first line. */
  readAt: string | null;
  /** Null until the last line: without it the stream was cut. */
  end: { complete: boolean; truncated: boolean; rows: number } | null;
}

/** Rows of a scope that are older than the others. */
interface KeptScope {
  scope: Scope;
  /** ISO 8601. */
  readAt: string;
}

/** A reading with its rows. */
export interface Reading<Row extends object> extends ReadingProgress {
  /** Grows in place; `length` says how much of it belongs to this set. */
  table: RowTable<Row>;
  /** When the rows of each scope were read, by its key. */
  readTimes: Readonly<Record<string, string>>;
  /** The proof of each scope that was read to its end, by the scope's key. */
  proofs: Readonly<Record<string, Proof>>;
}

/** A reading as a page has it: under way, ended, or refused. */
export interface LiveReading<Row extends object> extends LiveProgress {
  set: Reading<Row>;
}

/** The same where its rows do not matter. */
export interface LiveProgress {
  set: ReadingProgress;
  isFetching: boolean;
  /** Why the latest reading ended before it began, or null. */
  error: Error | null;
}

export function emptyReading<Row extends object>(resource: Resource<Row>): Reading<Row> {
  return {
    table: new RowTable(resource),
    length: 0,
    scopes: [],
    done: [],
    failures: [],
    kept: [],
    readAt: null,
    readTimes: {},
    proofs: {},
    end: null,
  };
}

/** Folds a line into the set. A start line begins anew. The set is a new object, its table is not. */
export function applyEvent<Row extends object>(set: Reading<Row>, event: SentEvent<Row>): Reading<Row> {
  switch (event.type) {
    case "start":
      return {
        ...emptyReading(set.table.resource),
        scopes: event.scopes,
        readAt: event.at,
        readTimes: Object.fromEntries(event.scopes.map((scope) => [scopeKey(scope), event.at])),
      };
    case "rows":
      if ("columnar" in event) set.table.appendColumns(event.scope, event.columnar);
      else set.table.append(event.scope, event.rows);
      return { ...set, length: set.table.length };
    case "done":
      return ended(set, event);
    case "failed":
      return failed(set, event);
    case "end":
      return { ...set, end: { complete: event.complete && event.rows === set.length, truncated: event.truncated, rows: event.rows } };
  }
}

function ended<Row extends object>(set: Reading<Row>, { scope, readAt, proof }: Extract<SentEvent<Row>, { type: "done" }>): Reading<Row> {
  const key = scopeKey(scope);
  const readTimes = { ...set.readTimes, [key]: readAt };
  return {
    ...set,
    done: [...set.done, scope],
    readTimes,
    readAt: oldest(readTimes),
    proofs: { ...set.proofs, [key]: proof },
  };
}

function failed<Row extends object>(
  set: Reading<Row>,
  { scope, error, readAt }: Extract<SentEvent<Row>, { type: "failed" }>,
): Reading<Row> {
  const failures = inOrder([...set.failures, { scope, error }], set.scopes);
  if (readAt === null) return { ...set, failures };
  const readTimes = { ...set.readTimes, [scopeKey(scope)]: readAt };
  return { ...set, failures, kept: [...set.kept, { scope, readAt }], readTimes, readAt: oldest(readTimes) };
}

const oldest = (readTimes: Readonly<Record<string, string>>): string | null => Object.values(readTimes).toSorted()[0] ?? null;

/** Sorts failures in the order of the configured scopes. */
function inOrder(failures: ScopeFailure[], scopes: readonly Scope[]): ScopeFailure[] {
  const places = new Map(scopes.map((scope, place) => [scopeKey(scope), place]));
  const place = ({ scope }: ScopeFailure): number => places.get(scopeKey(scope)) ?? scopes.length;
  return failures.toSorted((a, b) => place(a) - place(b));
}

/** Whether every row that was asked for has arrived. */
export const isComplete = ({ end }: ReadingProgress): boolean => end?.complete === true && !end.truncated;
