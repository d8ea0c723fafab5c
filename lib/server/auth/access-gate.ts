import "server-only";
import { signInAddress } from "@/lib/core/return-target";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { requestId, shortened } from "@/lib/server/observe/request-log";
import { NO_STORE, refusalResponse } from "@/lib/server/refusal-response";
import { AccessRefused } from "./access-refused";
import type { Incoming } from "./authenticate";
import { requireOperator, requirePerson } from "./require-person";

/** A request at the gate. */
interface Arriving extends Incoming {
  method: string;
  /** The address as the router of the app reads it. */
  url: { href: string; pathname: string; search: string };
}

/** Open to everybody: signing in, health checks, and files that are the same for all. */
const OPEN = new Set([
  "/sign-in",
  "/api/auth/sign-in",
  "/api/auth/callback",
  "/api/auth/sign-out",
  "/api/health",
  "/api/ready",
  // It asks for a secret of its own.
  "/api/collect",
  "/icon.svg",
]);
const OPEN_FOLDER = "/_next/static/";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The only paths below /api where something can be changed, and all in another spelling. The others answer a method that
 * they lack themselves: 404, 405.
 */
const WRITABLE = /^\/api\/(?:report-requests|image-usage-reports\/|.*%)/i;

const isApi = (pathname: string): boolean => /^\/api(?:\/|$)/i.test(pathname);

const mayChange = (method: string, pathname: string): boolean => !READING.has(method) && (!isApi(pathname) || WRITABLE.test(pathname));

/**
 * The first of two checks of each request; the second is in every route handler. A path is closed unless it is listed here.
 * Returns the refusal, or null to let the request pass.
 */
export async function accessGate({ method, url, headers }: Arriving): Promise<Response | null> {
  if (OPEN.has(url.pathname) || url.pathname.startsWith(OPEN_FOLDER)) return null;
  try {
    await (mayChange(method, url.pathname) ? requireOperator({ headers }) : requirePerson({ headers }));
    return null;
  } catch (error) {
    if (!(error instanceof AccessRefused)) return broken(error, headers);
    return isPage(method, url.pathname) ? toSignIn(url) : refused(error, { method, url, headers });
  }
}

const isPage = (method: string, pathname: string): boolean => (method === "GET" || method === "HEAD") && !isApi(pathname);

/** Next.js wants an absolute address here, and makes it relative again. */
function toSignIn({ href, pathname, search }: Arriving["url"]): Response {
  const { href: location } = new URL(signInAddress(`${pathname}${search}`), href);
  return new Response(null, { status: 307, headers: { Location: location, ...NO_STORE } });
}

/** Routes behind the gate log their own refusals. */
function refused(error: AccessRefused, { method, url, headers }: Arriving): Response {
  const response = refusalResponse(error);
  const request = requestId(headers);
  response.headers.set("X-Request-Id", request);
  log().info({ request, method, path: shortened(url.pathname), status: response.status, code: error.code }, "refused");
  return response;
}

/** Somebody who cannot be authenticated is not let in. */
function broken(error: unknown, headers: Headers): Response {
  const request = requestId(headers);
  log().error({ request, error: errorFields(error) }, "authentication failed");
  const message = `The server could not find out who you are. Its log says why, under the id ${request}.`;
  return refusalResponse({ status: 500, code: "Internal", message }, { "X-Request-Id": request });
}
