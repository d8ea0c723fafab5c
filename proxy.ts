import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { accessGate } from "@/lib/server/auth/access-gate";
import { securityHeaders } from "@/lib/server/security-headers";

/** Runs before every request, for there is no matcher: a path that nobody thought of is behind the gate too, and its answer protected alike. */
export async function proxy({ method, headers, nextUrl }: NextRequest): Promise<Response> {
  const protection = securityHeaders({
    nonce: randomBytes(16).toString("base64"),
    pathname: nextUrl.pathname,
    forwardedProto: headers.get("x-forwarded-proto"),
    appUrl: process.env.LEDGER_APP_URL ?? null,
    isDevelopment: process.env.NODE_ENV === "development",
  });
  const answer = (await accessGate({ method, headers, url: nextUrl })) ?? goOn(headers, protection["Content-Security-Policy"]);
  for (const [name, value] of Object.entries(protection)) answer.headers.set(name, value);
  return answer;
}

/** Next.js reads the nonce of its own scripts out of the policy in the request, in place of which a client may have sent one. */
function goOn(received: Headers, policy: string): Response {
  const headers = new Headers(received);
  headers.set("Content-Security-Policy", policy);
  return NextResponse.next({ request: { headers } });
}
