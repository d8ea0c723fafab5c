import "server-only";
import { returnTarget } from "@/lib/core/return-target";
import type { OidcConfig } from "@/lib/server/auth/auth-config";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { errorCode, providerCodes, type SignInFault, signInFault } from "@/lib/server/auth/sign-in-fault";
import { log } from "@/lib/server/observe/log";
import { currentRequest } from "@/lib/server/observe/request-log";
import { NO_STORE } from "@/lib/server/refusal-response";
import { withAccessLog } from "./access-log";

/** A route for people who sign in at a provider. Without one, it leads to the sign-in page, which says so. */
export const oidcOnly = (answer: (config: OidcConfig, request: Request) => Promise<Response>) =>
  withAccessLog(async (_entry, request) => {
    const config = readAuthConfig(process.env);
    return config.mode === "oidc" ? answer(config, request) : redirect("/sign-in");
  });

/** Redirects with GET. A path stays a path: the host in the request may be anybody's. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...NO_STORE, Location: location });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Redirects to the sign-in page, which says what went wrong. The log gets codes, and nothing that was sent. */
export function toFault(error: unknown, to: string | null, cookies: readonly string[] = []): Response {
  const fault = signInFault(error);
  log().warn(
    { request: currentRequest()?.id ?? null, fault, code: errorCode(error), providerCodes: providerCodes(error) },
    "sign-in failed",
  );
  return redirect(faultAddress(fault, to), cookies);
}

/** The address of the sign-in page with a fault. */
export function faultAddress(fault: SignInFault, to: string | null): string {
  const params = new URLSearchParams({ fault });
  const target = returnTarget(to);
  if (target !== "/") params.set("to", target);
  return `/sign-in?${params}`;
}
