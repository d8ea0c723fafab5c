import "server-only";
import { type CallEnd, type ReadingEnd, setAwsObserver } from "@/lib/aws/sdk/observer";
import { scopeKey } from "@/lib/core/scope";
import { log } from "./log";
import { metrics } from "./metrics";
import { currentRequest } from "./request-log";

/** Counts and logs every call to AWS and every reading of a scope. */
export function observeAws(): void {
  setAwsObserver({
    callEnded,
    readingAsked: (resource, source) => metrics.scopeReads.inc({ resource, source }),
    readingStarted: () => metrics.runningLoads.inc(),
    readingEnded,
  });
}

function callEnded({ scope, durationMs, ...call }: CallEnd): void {
  const { service, operation, outcome } = call;
  metrics.awsCalls.inc({ service, operation, outcome });
  if (outcome === "throttled") metrics.awsThrottles.inc({ service, operation });
  log().debug({ request: requestId(), ...call, scope: scopeKey(scope), durationMs: Math.round(durationMs) }, "aws call");
}

function readingEnded({ scope, durationMs, ...reading }: ReadingEnd): void {
  const { resource, outcome, rows } = reading;
  metrics.runningLoads.dec();
  metrics.loads.inc({ resource, outcome });
  metrics.loadSeconds.observe({ resource }, durationMs / 1000);
  metrics.rows.inc({ resource }, rows);
  const level = outcome === "complete" || outcome === "left" ? "info" : "warn";
  log()[level]({ request: requestId(), ...reading, scope: scopeKey(scope), durationMs: Math.round(durationMs) }, "load");
}

const requestId = (): string | null => currentRequest()?.id ?? null;
