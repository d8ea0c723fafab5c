import { setCookie } from "@/lib/server/auth/cookies";
import { checkSameOrigin } from "@/lib/server/auth/same-origin";
import { endSessionOf } from "@/lib/server/auth/session";
import { endSessionUrl } from "@/lib/server/auth/sign-in";
import { errorCode } from "@/lib/server/auth/sign-in-fault";
import { oidcOnly } from "@/lib/server/http/auth-responses";
import { methods } from "@/lib/server/http/methods";
import { log } from "@/lib/server/observe/log";
import { NO_STORE } from "@/lib/server/refusal-response";

export const dynamic = "force-dynamic";

/** Ends the session here, and says where to go on: to the provider, where that one signs people out too. */
const post = oidcOnly(async (config, request) => {
  checkSameOrigin(request);
  await endSessionOf(config, request.headers);
  const provider = await endSessionUrl(config).catch((error: unknown) => {
    // The session here ends all the same.
    log().warn({ code: errorCode(error) }, "the provider could not be asked about signing out");
    return null;
  });
  const headers = { ...NO_STORE, "Set-Cookie": setCookie(config, "session", "", 0) };
  return Response.json({ to: provider?.href ?? "/sign-in" }, { headers });
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
