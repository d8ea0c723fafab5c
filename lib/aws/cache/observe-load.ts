import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { processWide } from "@/lib/core/process-wide";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { log } from "@/lib/server/observe/log";
import { metrics } from "@/lib/server/observe/metrics";
import { currentRequest } from "@/lib/server/observe/request-log";
import type { Outcome } from "./load";

/** What AWS was asked for one load. */
interface LoadNote {
  /** How many calls of each operation. */
  readonly calls: Record<string, number>;
  /** How often these were sent, with those that were sent again. */
  attempts: number;
  throttles: number;
}

/** A load as the log, metrics and traces have it. */
interface LoadObservation {
  /** Begins the load, so that its calls belong to it. */
  begin: <T>(create: () => T) => T;
  ended: (outcome: Outcome, pages: readonly RowPage<unknown>[]) => void;
}

const storage = processWide("load", () => new AsyncLocalStorage<LoadNote>());

/** Notes a call for the load that made it, if one did. */
export function noteCall(operation: string, attempts: number, throttled: boolean): void {
  const note = storage.getStore();
  if (note === undefined) return;
  note.calls[operation] = (note.calls[operation] ?? 0) + 1;
  note.attempts += attempts;
  if (throttled) note.throttles += 1;
}

/** Observes the reading of a scope from its beginning to its end, which leaves one line in the log. */
export function observeLoad(resource: string, scope: Scope): LoadObservation {
  const startedAt = performance.now();
  const note: LoadNote = { calls: {}, attempts: 0, throttles: 0 };
  const request = currentRequest()?.id ?? null;
  const attributes = { "ledger.resource": resource, "ledger.scope": scopeKey(scope) };
  const span = trace.getTracer("ami-ledger").startSpan("load", { attributes });
  metrics.runningLoads.inc();
  return {
    begin: (create) => storage.run(note, () => context.with(trace.setSpan(context.active(), span), create)),
    ended(outcome, pages) {
      const durationMs = performance.now() - startedAt;
      const rows = pages.reduce((sum, { count }) => sum + count, 0);
      const end = endOf(outcome);
      metrics.runningLoads.dec();
      metrics.loads.inc({ resource, outcome: end.outcome });
      metrics.loadSeconds.observe({ resource }, durationMs / 1000);
      metrics.rows.inc({ resource }, rows);
      endSpan(span, end.outcome, rows);
      const line = { request, resource, scope: scopeKey(scope), ...note, rows, durationMs: Math.round(durationMs), ...end };
      log()[isFault(end.outcome) ? "warn" : "info"](line, "load");
    },
  };
}

function endSpan(span: Span, outcome: string, rows: number): void {
  span.setAttributes({ "ledger.outcome": outcome, "ledger.rows": rows });
  if (isFault(outcome)) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
  span.end();
}

const isFault = (outcome: string): boolean => outcome !== "complete" && outcome !== "left";

/** One word of a closed list, the kinds of failures and our own reasons, and AWS's code where it failed. */
function endOf(outcome: Outcome): { outcome: string; code: string | null; awsRequestId: string | null } {
  if (outcome === "complete") return { outcome, code: null, awsRequestId: null };
  const { error } = outcome;
  if (error instanceof Error && error.name === "AbortError") return { outcome: "left", code: null, awsRequestId: null };
  const { kind, code, requestId } = toScopeError(error);
  return { outcome: OWN[code] ?? kind, code, awsRequestId: requestId };
}

const OWN: Readonly<Record<string, string>> = { ServerStopping: "stopped", LoadTimeLimit: "time-limit" };
