import "server-only";
import { randomUUID } from "node:crypto";
import { NoRegion } from "@/lib/aws/sdk/default-region";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { AccessRefused } from "@/lib/server/auth/access-refused";
import { ServerStopping } from "@/lib/server/lifecycle/stopping";
import { TooManyRequests } from "@/lib/server/limits/too-many-requests";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { currentRequest } from "@/lib/server/observe/request-log";
import { refusalResponse } from "@/lib/server/refusal-response";

/** Maps an error to a response: `{"error":{"code","parameter","message"}}`, never a stack trace. */
export function errorResponse(error: unknown): Response {
  if (error instanceof InvalidParameter) {
    return refusalResponse({ status: 400, code: "InvalidParameter", parameter: error.parameter, message: error.message });
  }
  if (error instanceof InvalidConfig || error instanceof NoRegion) {
    return refusalResponse({ status: 500, code: error.name, message: error.message });
  }
  if (error instanceof AccessRefused) return refusalResponse(error);
  if (error instanceof TooManyRequests) return later(429, error, error.retryAfterSeconds);
  if (error instanceof ServerStopping) return later(503, error, STOPPING_RETRY_SECONDS);
  const id = currentRequest()?.id ?? randomUUID();
  log().error({ request: id, error: errorFields(error) }, "unhandled");
  return refusalResponse({ status: 500, code: "Internal", message: `The server failed. Its log says why, under the id ${id}.` });
}

/** Another server has taken over by then, where there is one. */
const STOPPING_RETRY_SECONDS = 5;

function later(status: 429 | 503, { name, message }: Error, seconds: number): Response {
  return refusalResponse({ status, code: name, message }, { "Retry-After": String(seconds) });
}
