"use client";

import { CircleX } from "lucide-react";
import type { FailureKind, ScopeFailure } from "@/lib/row-events";
import { scopeKey } from "@/lib/scope";

const HINTS = {
  denied: "The role that reads AWS lacks a permission, or the region is not enabled.",
  throttled: "AWS is limiting requests. Read again in a minute.",
  unreachable: "AWS did not answer. Read again; if it stays so, look at the server's network.",
  expired: "The server's AWS session has expired and must be renewed.",
  invalid: "AWS did not accept the request. Check the ids and filters.",
  unexpected: "Read again; if it stays so, report it with the request id.",
} satisfies Record<FailureKind, string>;

interface ScopeFailuresProps {
  failures: readonly ScopeFailure[];
  /** The IAM action to ask for where one is missing. */
  actions: readonly string[];
  /** Which list it is, where several are on one page. */
  what?: string;
}

/** What is missing from the rows on screen, and why, with AWS's code and request id. */
export function ScopeFailures({ failures, actions, what }: ScopeFailuresProps) {
  if (failures.length === 0) return null;
  return (
    <div role="alert" className="border-b bg-bad-soft px-4 py-2 sm:px-6">
      <ul>
        {failures.map(({ scope, error }) => (
          <li key={scopeKey(scope)} className="flex gap-2 py-0.5">
            <CircleX aria-hidden className="mt-0.5 size-3.5 shrink-0 text-bad" />
            <p className="min-w-0 break-words">
              <strong className="font-semibold">
                {what && `${what}: `}
                {scope.region} is not complete.
              </strong>{" "}
              {HINTS[error.kind]}
              {error.kind === "denied" && (
                <>
                  {" "}
                  Needed: <code className="font-mono text-xs">{actions.join(", ")}</code>.
                </>
              )}{" "}
              <span className="text-muted">
                {error.code}: {error.message}
                {error.requestId !== null && <> Request id {error.requestId}.</>}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
