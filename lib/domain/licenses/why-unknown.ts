import type { Unknown } from "@/lib/core/known";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { isComplete, type LiveProgress } from "@/lib/dataset/reading";

/** Why the rows of a scope are not all here, or null where they are. */
export function whyUnknown({ set, isFetching, error }: LiveProgress, scope: Scope, what: string): Unknown | null {
  const isScope = (other: Scope): boolean => scopeKey(other) === scopeKey(scope);
  const failure = set.failures.find((one) => isScope(one.scope));
  if (failure) {
    const { kind, code } = failure.error;
    return kind === "denied"
      ? { state: "not permitted", why: `AWS refused ${what} (${code}).` }
      : { state: "failed", why: `${what} could not all be read (${code}).` };
  }
  const isLost = set.end !== null && set.end.rows !== set.length;
  if (set.done.some(isScope) && !isLost) return null;
  if (isFetching && set.end === null) return { state: "reading", why: `${what} are still being read.` };
  return { state: "failed", why: `${what} could not all be read: ${error?.message ?? "the connection broke before the end"}.` };
}

/** Why the rows of a reading are not all here, whatever scope they are of, or null where they are. */
export function whyAnyUnknown(state: LiveProgress, what: string): Unknown | null {
  const { set } = state;
  if (isComplete(set)) return null;
  const [failed] = set.failures;
  return whyUnknown(state, failed?.scope ?? NO_SCOPE, what);
}

const NO_SCOPE: Scope = { account: null, region: "" };
