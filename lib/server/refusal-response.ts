import "server-only";

/** Answers are for the person who asked, and access can change from one request to the next. */
export const NO_STORE = { "Cache-Control": "private, no-store" };

/** What stands in the body of every refusal. `parameter` names the one that is wrong. */
interface Refusal {
  status: number;
  code: string;
  parameter?: string | null;
  message: string;
}

/** A refusal in the form of all our errors: `{"error":{"code","parameter","message"}}`. */
export function refusalResponse(
  { status, code, parameter = null, message }: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ error: { code, parameter, message } }, { status, headers: { ...NO_STORE, ...headers } });
}
