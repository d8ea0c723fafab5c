import "server-only";
import { randomUUID } from "node:crypto";
import { NoRegion } from "@/lib/aws/sdk/default-region";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { AccessRefused } from "@/lib/server/auth/access-refused";
import { refusalResponse } from "@/lib/server/auth/refusal-response";
import { ServerStopping } from "@/lib/server/lifecycle/stopping";
import { TooManyRequests } from "@/lib/server/limits/too-many-requests";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { currentRequest } from "@/lib/server/observe/request-log";

/** What a route answers when it cannot answer with rows: `{"error":{"code","parameter","message"}}`, never a stack. */
export function errorResponse(error: unknown): Response {
  if (error instanceof InvalidParameter) {
    return answer(400, { code: "InvalidParameter", parameter: error.parameter, message: error.message });
  }
  if (error instanceof InvalidConfig || error instanceof NoRegion) {
    return answer(500, { code: error.name, parameter: null, message: error.message });
  }
  if (error instanceof AccessRefused) return refusalResponse(error);
  if (error instanceof TooManyRequests) return later(429, error, error.retryAfterSeconds);
  if (error instanceof ServerStopping) return later(503, error, STOPPING_RETRY_SECONDS);
  const id = currentRequest()?.id ?? randomUUID();
  log().error({ request: id, error: errorFields(error) }, "unhandled");
  return answer(500, { code: "Internal", parameter: null, message: `The server failed. Its log says why, under the id ${id}.` });
}

/** Another server has taken over by then, where there is one. */
const STOPPING_RETRY_SECONDS = 5;

function later(status: 429 | 503, { name, message }: Error, seconds: number): Response {
  return answer(status, { code: name, parameter: null, message }, { "Retry-After": String(seconds) });
}

function answer(
  status: number,
  error: { code: string; parameter: string | null; message: string },
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ error }, { status, headers: { ...NO_STORE, ...headers } });
}

/** Rows are for the person who asked and for now. */
export const NO_STORE = { "Cache-Control": "private, no-store" };
