import "server-only";
import { context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { countingCalls } from "@/lib/aws/sdk/call-counts";
import { awsObserver, type CallCounts } from "@/lib/aws/sdk/observer";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Outcome } from "./shared-reading";

/** A reading as observer and traces see it. */
interface ReadingObservation {
  /** Begins the reading, so that its calls belong to it. */
  begin: <T>(create: () => T) => T;
  ended: (outcome: Outcome, pages: readonly RowPage<unknown>[]) => void;
}

/** Observes the reading of a scope from its beginning to its end. */
export function observeReading(resource: string, scope: Scope): ReadingObservation {
  const startedAt = performance.now();
  const counts: CallCounts = { calls: {}, attempts: 0, throttles: 0 };
  const attributes = { "ledger.resource": resource, "ledger.scope": scopeKey(scope) };
  const span = trace.getTracer("ami-ledger").startSpan("load", { attributes });
  awsObserver().readingStarted();
  return {
    begin: (create) => countingCalls(counts, () => context.with(trace.setSpan(context.active(), span), create)),
    ended(outcome, pages) {
      const rows = pages.reduce((sum, { count }) => sum + count, 0);
      const end = readingEnd(outcome);
      endSpan(span, end.outcome, rows);
      awsObserver().readingEnded({ resource, scope, ...counts, rows, durationMs: performance.now() - startedAt, ...end });
    },
  };
}

function endSpan(span: Span, outcome: string, rows: number): void {
  span.setAttributes({ "ledger.outcome": outcome, "ledger.rows": rows });
  if (outcome !== "complete" && outcome !== "left") span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
  span.end();
}

/** One word of a closed list, the kinds of failures and our own reasons, and AWS's code where it failed. */
function readingEnd(outcome: Outcome): { outcome: string; code: string | null; awsRequestId: string | null } {
  if (outcome === "complete") return { outcome, code: null, awsRequestId: null };
  const { error } = outcome;
  if (error instanceof Error && error.name === "AbortError") return { outcome: "left", code: null, awsRequestId: null };
  const { kind, code, requestId } = toScopeError(error);
  return { outcome: OWN[code] ?? kind, code, awsRequestId: requestId };
}

const OWN: Readonly<Record<string, string>> = { ServerStopping: "stopped", LoadTimeLimit: "time-limit" };
