import type { ScopeFailure } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { emptyReading, type Reading } from "./reading";

/** One scope in two readings: which reading's rows count, and why they are old if they are. */
interface Verdict<Row extends object> {
  scope: Scope;
  rows: Reading<Row>;
  failure: ScopeFailure | null;
  kept: boolean;
}

/**
 * A whole new reading in place of an old one. Where a scope failed its last good rows stay, named as
 * kept. Scopes that were not asked for any more are gone.
 */
export function* refreshed<Row extends object>(old: Reading<Row>, fresh: Reading<Row>): Sliced<Reading<Row>> {
  const verdicts = fresh.scopes.map((scope) => verdict(old, fresh, scope));
  if (verdicts.every(({ rows }) => rows === fresh)) return fresh;
  const lost = fresh.end === null ? 0 : fresh.end.rows - fresh.length;
  return yield* merged(verdicts, fresh, lost);
}

/** A new reading of scopes that had failed, folded into the rest, which stays as it is. */
export function* retried<Row extends object>(old: Reading<Row>, fresh: Reading<Row>): Sliced<Reading<Row>> {
  const known = new Set(old.scopes.map(scopeKey));
  const added = fresh.scopes.filter((scope) => !known.has(scopeKey(scope)));
  // The account of the credentials is known by now: the scope without an account is the one that has one.
  const isNamedNow = ({ account, region }: Scope) =>
    account === null && added.some((scope) => scope.region === region) && !fresh.scopes.some((scope) => isSame(scope, { account, region }));
  const verdicts = old.scopes.flatMap((scope): Verdict<Row>[] => {
    const failure = failureOf(old, scope);
    if (failure === null || !hasEnded(fresh, scope)) {
      return failure !== null && isNamedNow(scope) ? [] : [{ scope, rows: old, failure, kept: isKept(old, scope) }];
    }
    return [verdict(old, fresh, scope)];
  });
  const regions = new Set(old.scopes.filter((scope) => failureOf(old, scope) !== null && isNamedNow(scope)).map(({ region }) => region));
  const named = added.filter(({ region }) => regions.has(region)).map((scope) => verdict(old, fresh, scope));
  const lost = old.end === null ? 0 : old.end.rows - old.length;
  return yield* merged([...verdicts, ...named], old, lost);
}

function verdict<Row extends object>(old: Reading<Row>, fresh: Reading<Row>, scope: Scope): Verdict<Row> {
  const failure = failureOf(fresh, scope);
  const before = countOf(old, scope);
  const wasGood = isDone(old, scope) || isKept(old, scope);
  const kept = failure !== null && before > 0 && (wasGood || before > countOf(fresh, scope));
  return { scope, rows: kept ? old : fresh, failure, kept };
}

function* merged<Row extends object>(verdicts: readonly Verdict<Row>[], base: Reading<Row>, lost: number): Sliced<Reading<Row>> {
  const empty = emptyReading(base.table.resource);
  const { table } = empty;
  for (const source of new Set(verdicts.map(({ rows }) => rows))) {
    const keys = new Set(verdicts.filter(({ rows }) => rows === source).map(({ scope }) => scopeKey(scope)));
    yield* table.take(source.table, source.length, keys);
  }
  const times = verdicts.flatMap(({ scope, rows, kept }) => {
    const readAt = rows.readTimes[scopeKey(scope)];
    return readAt === undefined ? [] : [{ scope, kept, readAt }];
  });
  const failures = verdicts.flatMap(({ failure }) => failure ?? []);
  const done = verdicts.filter(({ scope, rows, failure }) => failure === null && isDone(rows, scope)).map(({ scope }) => scope);
  return {
    ...empty,
    length: table.length,
    scopes: verdicts.map(({ scope }) => scope),
    done,
    failures,
    kept: times.flatMap(({ scope, kept, readAt }) => (kept ? [{ scope, readAt }] : [])),
    proofs: Object.fromEntries(verdicts.map(({ scope, rows }) => [scopeKey(scope), rows.proofs[scopeKey(scope)]])),
    readTimes: Object.fromEntries(times.map(({ scope, readAt }) => [scopeKey(scope), readAt])),
    readAt: times.map(({ readAt }) => readAt).toSorted()[0] ?? base.readAt,
    end: base.end && { complete: done.length === verdicts.length && lost === 0, truncated: base.end.truncated, rows: table.length + lost },
  };
}

const isSame = (a: Scope, b: Scope): boolean => scopeKey(a) === scopeKey(b);

const failureOf = <Row extends object>({ failures }: Reading<Row>, scope: Scope): ScopeFailure | null =>
  failures.find((failure) => isSame(failure.scope, scope)) ?? null;

const isDone = <Row extends object>({ done }: Reading<Row>, scope: Scope): boolean => done.some((other) => isSame(other, scope));

const isKept = <Row extends object>({ kept }: Reading<Row>, scope: Scope): boolean => kept.some((other) => isSame(other.scope, scope));

const hasEnded = <Row extends object>(set: Reading<Row>, scope: Scope): boolean => isDone(set, scope) || failureOf(set, scope) !== null;

function countOf<Row extends object>({ table, length }: Reading<Row>, scope: Scope): number {
  const { codes, values } = table.scopeKeys;
  const code = values.indexOf(scopeKey(scope));
  let count = 0;
  if (code >= 0) for (let row = 0; row < length; row += 1) count += Number(codes[row] === code);
  return count;
}
