import type { FailureKind, ScopeFailure } from "@/lib/core/row-events";
import { isRefusedByIam } from "@/lib/resources/iam-policy";

/** Failures of one account that have the same cause. */
export interface FailureGroup {
  key: string;
  account: string | null;
  kind: FailureKind;
  code: string;
  /** IAM actions to ask for. Empty where no permission is missing. */
  actions: readonly string[];
  failures: ScopeFailure[];
}

/** AWS names the action that it refused, in all its services: `… is not authorized to perform: ec2:DescribeImages …`. */
const REFUSED_ACTION = /not authorized to perform: ([\w-]+:\w+)/;

/** The action that AWS says is missing. */
const refusedAction = (message: string): string | null => REFUSED_ACTION.exec(message)?.[1] ?? null;

/**
 * Failures by account and cause, in the order in which they came. `usual` are the actions that the rows
 * need, for where AWS does not say which one it refused.
 */
export function failureGroups(failures: readonly ScopeFailure[], usual: readonly string[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const failure of failures) {
    const { scope, error } = failure;
    const actions = error.kind === "denied" ? missing(failure, usual) : [];
    const key = [scope.account ?? "unknown", error.kind, error.code, ...actions].join(" ");
    const group = groups.get(key) ?? { key, account: scope.account, kind: error.kind, code: error.code, actions, failures: [] };
    group.failures.push(failure);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function missing({ error }: ScopeFailure, usual: readonly string[]): readonly string[] {
  const refused = refusedAction(error.message);
  if (refused !== null) return [refused];
  return isRefusedByIam(error.code) ? usual : [];
}

/** The one value that all have, or null. */
export function shared<T, V>(items: readonly T[], value: (item: T) => V): V | null {
  const [first, ...others] = items.map(value);
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/** `a, b, c and 4 more`. */
export function fewNames(names: readonly string[], most: number): string {
  const shown = names.slice(0, most);
  const last = names.length > most ? `${names.length - most} more` : shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last}`;
}
