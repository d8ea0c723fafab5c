import "server-only";
import type { AccessRefused } from "./access-refused";

/** Who may see what changes from one request to the next: nothing of it is kept. */
export const NOT_KEPT = { "Cache-Control": "private, no-store" };

/** `{"error":{"code","parameter","message"}}` with status 401 or 403. */
export function refusalResponse({ code, message, status }: AccessRefused): Response {
  return Response.json({ error: { code, parameter: null, message } }, { status, headers: NOT_KEPT });
}
