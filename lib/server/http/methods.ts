import "server-only";
import { NO_STORE, refusalResponse } from "@/lib/server/refusal-response";
import { withPerson } from "./with-person";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];

type Handler<Rest extends unknown[]> = (http: Request, ...rest: Rest) => Promise<Response>;

/**
 * Exports of a route module: its own handlers, HEAD and OPTIONS, and 405 as JSON for every other method. HEAD asks the
 * handler of GET, which sees the method and need not make a body.
 */
export function methods<Rest extends unknown[]>(own: Partial<Record<Method, Handler<Rest>>>): Record<Method, Handler<Rest>> {
  const all = own.GET === undefined ? own : { HEAD: own.GET, ...own };
  const allow = METHODS.filter((method) => method === "OPTIONS" || all[method] !== undefined).join(", ");
  const handlerOf = (method: Method): Handler<Rest> => all[method] ?? (method === "OPTIONS" ? options(allow) : notAllowed(method, allow));
  return {
    GET: handlerOf("GET"),
    HEAD: handlerOf("HEAD"),
    POST: handlerOf("POST"),
    PUT: handlerOf("PUT"),
    PATCH: handlerOf("PATCH"),
    DELETE: handlerOf("DELETE"),
    OPTIONS: handlerOf("OPTIONS"),
  };
}

function options<Rest extends unknown[]>(allow: string): Handler<Rest> {
  return withPerson<Rest>(async () => new Response(null, { status: 204, headers: { ...NO_STORE, Allow: allow } }));
}

/** It changes nothing, so every person who is let in may ask. */
function notAllowed<Rest extends unknown[]>(method: Method, allow: string): Handler<Rest> {
  const message = `${method} is not answered here; expected one of: ${allow}.`;
  return withPerson<Rest>(async () => refusalResponse({ status: 405, code: "MethodNotAllowed", message }, { Allow: allow }));
}
