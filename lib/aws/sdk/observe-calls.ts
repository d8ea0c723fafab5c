import "server-only";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { HandlerExecutionContext, MetadataBearer, MiddlewareStack } from "@smithy/types";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { toScopeError } from "./aws-errors";
import { countCall } from "./call-counts";
import { awsObserver, type CallEnd } from "./observer";

/** The part of a client that calls pass through. */
export interface Observable<Input extends object, Output extends object> {
  middlewareStack: MiddlewareStack<Input, Output>;
}

interface Called {
  service: string;
  operation: string;
  scope: Scope;
}

/** The outcome is `ok`, `left` by the client, `allowed` by a dry run, or the kind of failure. */
type Result = Pick<CallEnd, "outcome" | "code" | "awsRequestId" | "attempts">;

/** Traces every call of a client and reports it to the observer. */
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

async function observeCall<Answer extends { output: object }>(called: Called, call: () => Promise<Answer>): Promise<Answer> {
  const { service, operation, scope } = called;
  const startedAt = performance.now();
  const span = trace.getTracer("ami-ledger").startSpan(`${service}.${operation}`, {
    kind: SpanKind.CLIENT,
    attributes: { "rpc.system": "aws-api", "rpc.service": service, "rpc.method": operation, "ledger.scope": scopeKey(scope) },
  });
  try {
    const result = await context.with(trace.setSpan(context.active(), span), call);
    callEnded(called, success(result.output), performance.now() - startedAt);
    return result;
  } catch (error) {
    const result = failure(error);
    if (result.outcome !== "left" && result.outcome !== "allowed") span.setStatus({ code: SpanStatusCode.ERROR, message: result.outcome });
    callEnded(called, result, performance.now() - startedAt);
    throw error;
  } finally {
    span.end();
  }
}

function callEnded(called: Called, result: Result, durationMs: number): void {
  countCall(called.operation, result.attempts, result.outcome === "throttled");
  awsObserver().callEnded({ ...called, ...result, durationMs });
}

const success = ({ $metadata }: Partial<MetadataBearer>): Result => ({
  outcome: "ok",
  code: null,
  awsRequestId: $metadata?.requestId ?? null,
  attempts: $metadata?.attempts ?? 1,
});

function failure(error: unknown): Result {
  const { kind, code, requestId } = toScopeError(error);
  return { outcome: failureOutcome(kind, code), code, awsRequestId: requestId, attempts: attemptsBefore(error) };
}

/** A dry run ends with an error also where the answer is yes. */
function failureOutcome(kind: string, code: string): string {
  if (code === "DryRunOperation") return "allowed";
  return code === "AbortError" ? "left" : kind;
}

function attemptsBefore(error: unknown): number {
  if (!(error instanceof Error) || !("$metadata" in error)) return 1;
  const { attempts } = Object(error.$metadata);
  return typeof attempts === "number" ? attempts : 1;
}
