"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { formatCount } from "@/lib/core/format";
import type { ScopeFailure } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { failureGroups } from "./failure-groups";
import { FailureLine } from "./failure-line";

/** Beyond this many lines only the first few are shown. */
const MANY = 4;
const FEW = 3;

interface ScopeFailuresProps {
  failures: readonly ScopeFailure[];
  /** The IAM actions to ask for where AWS does not name the one that is missing. */
  actions: readonly string[];
  /** Which list it is, where several are on one page. */
  what?: string;
  /** Reads the failed scopes once more, and no other. */
  onRetry?: () => void;
  retrying?: boolean;
  /** Failed scopes whose rows of an earlier reading are still shown, and when that was. */
  kept?: readonly { scope: Scope; readAt: string }[];
}

/** What is missing from the rows on screen, why, and what can be done: a line for each account and cause. */
export function ScopeFailures({ failures, actions, what, onRetry, retrying = false, kept = [] }: ScopeFailuresProps) {
  const [all, setAll] = useState(false);
  if (failures.length === 0) return null;
  const groups = failureGroups(failures, actions);
  const shown = all || groups.length <= MANY ? groups : groups.slice(0, FEW);
  const keptAt = new Map(kept.map(({ scope, readAt }) => [scopeKey(scope), readAt]));
  return (
    <div role="alert" className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b bg-bad-soft px-4 py-2 sm:px-6">
      <div className="min-w-0 flex-1 basis-80">
        {groups.length > MANY && (
          <p className="font-semibold">
            {what && `${what}: `}
            {formatCount(failures.length, ["scope is", "scopes are"])} not complete.
          </p>
        )}
        <ul>
          {shown.map((group) => (
            <FailureLine key={group.key} group={group} keptAt={keptAt} {...(what !== undefined && { what })} />
          ))}
        </ul>
        {groups.length > MANY && (
          <button type="button" className="link min-h-6" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show ${groups.length - FEW} more`}
          </button>
        )}
      </div>
      {onRetry && (
        <button type="button" className="button h-7 px-2.5" onClick={onRetry} disabled={retrying}>
          <RotateCw aria-hidden className={`size-3.5 ${retrying ? "motion-safe:animate-spin" : ""}`} />
          {retrying ? "Retrying…" : failures.length === 1 ? "Retry this" : "Retry these"}
        </button>
      )}
    </div>
  );
}
