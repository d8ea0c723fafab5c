import { type Known, known, type Unknown } from "@/lib/core/known";
import type { ScopeError } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { LiveReading } from "./reading";

/** Whether the rows of one scope are all here, or why not. Rows kept from an older reading are not: that scope has failed since. */
export function scopeKnown<Row extends object>(source: LiveReading<Row>, scope: Scope): Known<null> {
  const { set, isFetching, error } = source;
  const what = set.table.resource.title;
  const where = `${what} of ${scope.region}`;
  const is = (other: Scope): boolean => scopeKey(other) === scopeKey(scope);
  const failure = set.failures.find((failed) => is(failed.scope));
  if (failure !== undefined) return failureOf(where, failure.error);
  if (set.end !== null && set.end.rows !== set.length) return failed(`Not all rows of ${what} arrived.`);
  const isDone = set.done.some(is) && !set.kept.some((kept) => is(kept.scope));
  if (isDone) return known(null);
  if (isFetching || (set.scopes.length === 0 && error === null)) return { state: "reading", why: `${where}: still being read.` };
  if (set.scopes.length === 0) return failed(`${what} could not be read: ${error?.message}`);
  if (!set.scopes.some(is)) return { state: "not reported", why: `${where} were not asked for.` };
  return failed(`${where}: the connection was cut before everything had arrived.`);
}

const failed = (why: string): Unknown => ({ state: "failed", why });

/** Why something was not read, from the failure of its scope. */
export function failureOf(where: string, { kind, code, message }: ScopeError): Unknown {
  if (kind === "denied") return { state: "not permitted", why: `${where}: AWS denies access (${code}).` };
  return failed(`${where} could not be read: ${code}, ${message}`);
}
