"use client";

import { ScopeFailures } from "@/components/resource-page/scope-failures";
import { staysRefused } from "@/lib/client/fetch-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { isComplete, type LiveProgress } from "@/lib/dataset/reading";

/** One of the lists that a page is put together from, as far as its failing matters. */
export interface PartReading extends LiveProgress {
  resource: { title: string; actions: readonly string[] };
  refresh: () => void;
  retry: () => void;
  retrying: boolean;
}

interface PartFailuresProps {
  parts: readonly PartReading[];
  /** Where the page is about something of one scope: what fails in others is not missing here. */
  scope?: Scope | undefined;
}

/** What is missing of each list, by its name, and why. */
export function PartFailures({ parts, scope }: PartFailuresProps) {
  // The server refuses a question before it asks AWS, and refuses it of every list alike.
  const refused = parts.find(({ error }) => staysRefused(error));
  if (refused) {
    return (
      <p role="alert" className="border-b bg-bad-soft px-4 py-2 break-words sm:px-6">
        Nothing was read. {refused.error?.message}
      </p>
    );
  }
  return parts.map((part) => <Failures key={part.resource.title} part={part} scope={scope} />);
}

function Failures({ part, scope }: { part: PartReading; scope: Scope | undefined }) {
  const { resource, set, error, refresh, retry, retrying } = part;
  const failures = scope === undefined ? set.failures : set.failures.filter((failure) => scopeKey(failure.scope) === scopeKey(scope));
  if (failures.length > 0) {
    return (
      <section aria-label={`${resource.title} not complete`}>
        <ScopeFailures
          failures={failures}
          actions={resource.actions}
          what={resource.title}
          kept={set.kept}
          onRetry={retry}
          retrying={retrying}
        />
      </section>
    );
  }
  if (!isBroken(part)) return null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-bad-soft px-4 py-2 sm:px-6">
      <p className="min-w-0 break-words">
        <strong className="font-semibold">{resource.title}</strong>{" "}
        {error === null ? "did not arrive to their end: the connection was cut." : `could not be read: ${error.message}`}
      </p>
      <button type="button" className="link" onClick={refresh}>
        Read again
      </button>
    </div>
  );
}

/** Neither read to its end nor about to be, and no scope is to blame. */
function isBroken({ set, isFetching, error }: PartReading): boolean {
  if (isFetching) return false;
  return error !== null || (set.readAt !== null && set.failures.length === 0 && !isComplete(set));
}
