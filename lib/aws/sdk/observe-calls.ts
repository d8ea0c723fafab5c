import "server-only";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { HandlerExecutionContext, MetadataBearer, MiddlewareStack } from "@smithy/types";
import { noteCall } from "@/lib/aws/cache/observe-load";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { log } from "@/lib/server/observe/log";
import { metrics } from "@/lib/server/observe/metrics";
import { currentRequest } from "@/lib/server/observe/request-log";
import { toScopeError } from "./aws-errors";

/** The part of a client that calls pass through. */
export interface Observable<Input extends object, Output extends object> {
  middlewareStack: MiddlewareStack<Input, Output>;
}

interface Called {
  service: string;
  operation: string;
  scope: Scope;
}

/** What was learned of a call when it had ended. */
interface CallEnd {
  /** `ok`, `left` by whoever wanted it, `allowed` by a dry run, or the kind of failure. */
  outcome: string;
  /** AWS's code, or the name of the fault, where it failed. */
  code: string | null;
  awsRequestId: string | null;
  attempts: number;
}

/** Counts, logs and traces every call of a client: what was called where, how often it was sent and how it ended. Never what with. */
export function observeCalls<Input extends object, Output extends object, Client extends Observable<Input, Output>>(
  client: Client & Observable<Input, Output>,
  service: string,
  scope: Scope,
): Client {
  client.middlewareStack.add(
    (next, { commandName }: HandlerExecutionContext) =>
      (args) =>
        observeCall({ service, operation: (commandName ?? "").replace(/Command$/, ""), scope }, () => next(args)),
    { step: "initialize", name: "ledgerObservation", priority: "high" },
  );
  return client;
}

async function observeCall<Result extends { output: object }>(called: Called, call: () => Promise<Result>): Promise<Result> {
  const { service, operation, scope } = called;
  const startedAt = performance.now();
  const span = trace.getTracer("ami-ledger").startSpan(`${service}.${operation}`, {
    kind: SpanKind.CLIENT,
    attributes: { "rpc.system": "aws-api", "rpc.service": service, "rpc.method": operation, "ledger.scope": scopeKey(scope) },
  });
  try {
    const result = await context.with(trace.setSpan(context.active(), span), call);
    callEnded(called, successOf(result.output), performance.now() - startedAt);
    return result;
  } catch (error) {
    const end = failureOf(error);
    if (end.outcome !== "left" && end.outcome !== "allowed") span.setStatus({ code: SpanStatusCode.ERROR, message: end.outcome });
    callEnded(called, end, performance.now() - startedAt);
    throw error;
  } finally {
    span.end();
  }
}

function callEnded({ service, operation, scope }: Called, end: CallEnd, durationMs: number): void {
  const { outcome, attempts } = end;
  const isThrottled = outcome === "throttled";
  metrics.awsCalls.inc({ service, operation, outcome });
  if (isThrottled) metrics.awsThrottles.inc({ service, operation });
  noteCall(operation, attempts, isThrottled);
  const request = currentRequest()?.id ?? null;
  log().debug({ request, service, operation, scope: scopeKey(scope), ...end, durationMs: Math.round(durationMs) }, "aws call");
}

const successOf = ({ $metadata }: Partial<MetadataBearer>): CallEnd => ({
  outcome: "ok",
  code: null,
  awsRequestId: $metadata?.requestId ?? null,
  attempts: $metadata?.attempts ?? 1,
});

function failureOf(error: unknown): CallEnd {
  const { kind, code, requestId } = toScopeError(error);
  return { outcome: outcomeOf(kind, code), code, awsRequestId: requestId, attempts: attemptsOf(error) };
}

/** A dry run ends with an error also where the answer is yes. */
function outcomeOf(kind: string, code: string): string {
  if (code === "DryRunOperation") return "allowed";
  return code === "AbortError" ? "left" : kind;
}

function attemptsOf(error: unknown): number {
  if (!(error instanceof Error) || !("$metadata" in error)) return 1;
  const { attempts } = Object(error.$metadata);
  return typeof attempts === "number" ? attempts : 1;
}
