import { oidcOnly } from "@/lib/auth/auth-responses";
import { setCookie } from "@/lib/auth/cookies";
import { NOT_KEPT } from "@/lib/auth/refusal-response";
import { checkSameOrigin } from "@/lib/auth/same-origin";
import { endSessionUrl } from "@/lib/auth/sign-in";
import { codeOf } from "@/lib/auth/sign-in-fault";
import { log } from "@/lib/observe/log";

export const dynamic = "force-dynamic";

/** Ends the session here, and says where to go on: to the provider, where that one signs people out too. */
export const POST = oidcOnly(async (config, request) => {
  checkSameOrigin(request);
  const provider = await endSessionUrl(config).catch((error: unknown) => {
    // The session here ends all the same.
    log().warn({ code: codeOf(error) }, "the provider could not be asked about signing out");
    return null;
  });
  const headers = { ...NOT_KEPT, "Set-Cookie": setCookie(config, "session", "", 0) };
  return Response.json({ to: provider?.href ?? "/sign-in" }, { headers });
});
