import type { Unknown } from "@/lib/core/known";
import type { ScopeError } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { isComplete, type LiveProgress } from "./reading";

/**
 * Why the rows of one scope are not all here, or null where they are. `what` names the rows. Rows kept from an older
 * reading do not count: that scope has failed since.
 */
export function whyUnknown({ set, isFetching, error }: LiveProgress, scope: Scope, what: string): Unknown | null {
  const where = `${what} of ${scope.region}`;
  const isScope = (other: Scope): boolean => scopeKey(other) === scopeKey(scope);
  const failure = set.failures.find((failed) => isScope(failed.scope));
  if (failure !== undefined) return failureOf(where, failure.error);
  if (set.end !== null && set.end.rows !== set.length) return failed(`${where}: not all rows arrived.`);
  const isDone = set.done.some(isScope) && !set.kept.some((kept) => isScope(kept.scope));
  if (isDone) return null;
  if (isFetching || (set.scopes.length === 0 && error === null)) return { state: "reading", why: `${where}: still being read.` };
  if (set.scopes.length === 0) return failed(`${what} could not be read: ${error?.message}`);
  if (!set.scopes.some(isScope)) return { state: "not reported", why: `${where} were not asked for.` };
  return failed(`${where}: the connection was cut before everything had arrived.`);
}

/** Why the rows of all scopes together are not all here, or null where they are. */
export function whyAnyUnknown(progress: LiveProgress, what: string): Unknown | null {
  const { set, isFetching, error } = progress;
  if (isComplete(set)) return null;
  const scopes = [...set.failures.map(({ scope }) => scope), ...set.scopes];
  for (const scope of scopes) {
    const why = whyUnknown(progress, scope, what);
    if (why !== null) return why;
  }
  if (isFetching || (scopes.length === 0 && error === null)) return { state: "reading", why: `${what}: still being read.` };
  return failed(`${what} could not all be read: ${error?.message ?? "the connection was cut before the end."}`);
}

const failed = (why: string): Unknown => ({ state: "failed", why });

/** Why something was not read, from the failure of its scope. */
export function failureOf(where: string, { kind, code, message }: ScopeError): Unknown {
  if (kind === "denied") return { state: "not permitted", why: `${where}: AWS denies access (${code}).` };
  return failed(`${where} could not be read: ${code}, ${message}`);
}
