import "server-only";
import { NO_STORE } from "./error-response";

/** A refusal in the form of all our errors. */
export function refusal(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error: { code, parameter: null, message } }, { status, headers: { ...NO_STORE, ...headers } });
}
