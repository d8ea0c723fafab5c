import "server-only";
import { AccessRefused } from "./access-refused";
import { personOf, requireOperator } from "./person-of";
import { NOT_KEPT, refusalResponse } from "./refusal-response";
import { signInAddress } from "./return-target";
import type { Asking } from "./standing";

/** A request as the gate sees it. */
interface Arriving extends Asking {
  method: string;
  /** The address as the router of the app reads it. */
  url: { href: string; pathname: string; search: string };
}

/** What everybody may have: signing in, the sign of life, and the files that are the same for all. */
const OPEN = new Set(["/sign-in", "/api/auth/sign-in", "/api/auth/callback", "/api/auth/sign-out", "/api/health", "/icon.svg"]);
const OPEN_FOLDER = "/_next/static/";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The first of two checks of each request, whatever it asks for: what is not known here is not open. The
 * second is in every route handler. Gives the answer to who may not go on, else null.
 */
export async function gate({ method, url, headers }: Arriving): Promise<Response | null> {
  if (OPEN.has(url.pathname) || url.pathname.startsWith(OPEN_FOLDER)) return null;
  try {
    await (READING.has(method) ? personOf({ headers }) : requireOperator({ headers }));
    return null;
  } catch (error) {
    if (!(error instanceof AccessRefused)) return broken(error);
    return isPage(method, url.pathname) ? toSignIn(url) : refusalResponse(error);
  }
}

const isPage = (method: string, pathname: string): boolean => (method === "GET" || method === "HEAD") && !/^\/api(?:\/|$)/i.test(pathname);

/** Next.js takes an absolute address here, and leaves out of it again what is its own. */
function toSignIn({ href, pathname, search }: Arriving["url"]): Response {
  const { href: location } = new URL(signInAddress(`${pathname}${search}`), href);
  return new Response(null, { status: 307, headers: { Location: location, ...NOT_KEPT } });
}

/** Who cannot be recognized is not let in. */
function broken(error: unknown): Response {
  console.error(error);
  const message = "The server could not find out who you are. Its log says why.";
  return Response.json({ error: { code: "Internal", parameter: null, message } }, { status: 500, headers: NOT_KEPT });
}
