import "server-only";
import { AccessRefused } from "./access-refused";
import { type OidcConfig, readAuthConfig } from "./auth-config";
import { NOT_KEPT, refusalResponse } from "./refusal-response";
import { returnTarget } from "./return-target";
import { codeOf, type SignInFault, signInFault } from "./sign-in-fault";

/** A route that is there only where people sign in at a provider; elsewhere it leads to the page that says how it is. */
export function oidcOnly(answer: (config: OidcConfig, request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const config = readAuthConfig(process.env);
    if (config.mode !== "oidc") return redirect("/sign-in");
    try {
      return await answer(config, request);
    } catch (error) {
      if (error instanceof AccessRefused) return refusalResponse(error);
      throw error;
    }
  };
}

/** Sends a browser on with GET. A path stays a path: the host in the request may be anybody's. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...NOT_KEPT, Location: location });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Back to the sign-in page, which says what went wrong. The log has the code of the error, and nothing that was sent. */
export function toFault(error: unknown, to: string | null, cookies: readonly string[] = []): Response {
  const fault = signInFault(error);
  console.error(`Signing in failed (${fault}): ${codeOf(error)}`);
  return redirect(faultAddress(fault, to), cookies);
}

/** The sign-in page with what went wrong. */
export function faultAddress(fault: SignInFault, to: string | null): string {
  const params = new URLSearchParams({ fault });
  const target = returnTarget(to);
  if (target !== "/") params.set("to", target);
  return `/sign-in?${params}`;
}
