import "server-only";
import type { AccessRefused } from "./access-refused";

/** Access can change from one request to the next, so no answer about it is cached. */
export const NOT_KEPT = { "Cache-Control": "private, no-store" };

/** `{"error":{"code","parameter","message"}}` with status 401 or 403. */
export function refusalResponse({ code, message, status }: AccessRefused): Response {
  return Response.json({ error: { code, parameter: null, message } }, { status, headers: NOT_KEPT });
}
