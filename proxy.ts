import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { accessGate } from "@/lib/server/auth/access-gate";
import { refusalResponse } from "@/lib/server/refusal-response";
import { securityHeaders } from "@/lib/server/security-headers";

/** Runs before every request. There is no matcher, so no path is forgotten. */
export async function proxy({ method, headers, nextUrl }: NextRequest): Promise<Response> {
  const protection = securityHeaders({
    nonce: randomBytes(16).toString("base64"),
    pathname: nextUrl.pathname,
    forwardedProto: headers.get("x-forwarded-proto"),
    appUrl: process.env.LEDGER_APP_URL ?? null,
    isDevelopment: process.env.NODE_ENV === "development",
  });
  const answer =
    (await accessGate({ method, headers, url: nextUrl })) ??
    unroutable(method, nextUrl.pathname) ??
    pass(headers, protection["Content-Security-Policy"]);
  for (const [name, value] of Object.entries(protection)) answer.headers.set(name, value);
  return answer;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What no route is asked, because Next.js answers it without a word, or fails. TRACE it refuses before it comes here. */
function unroutable(method: string, pathname: string): Response | null {
  if (!METHODS.includes(method)) {
    return refusalResponse(
      { status: 405, code: "MethodNotAllowed", message: `${method} is not answered anywhere.` },
      { Allow: METHODS.join(", ") },
    );
  }
  try {
    decodeURIComponent(pathname);
    return null;
  } catch {
    return refusalResponse({ status: 404, code: "NotFound", message: "There is no such path: it is not encoded as UTF-8." });
  }
}

/** Next.js takes the nonce of its scripts from the policy in the request, where a client may have put its own. */
function pass(received: Headers, policy: string): Response {
  const headers = new Headers(received);
  headers.set("Content-Security-Policy", policy);
  return NextResponse.next({ request: { headers } });
}
