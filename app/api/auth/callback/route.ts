import { sessionCookie } from "@/lib/server/auth/session";
import { endOfSignIn, finishSignIn } from "@/lib/server/auth/sign-in";
import { faultAddress, oidcOnly, redirect, toFault } from "@/lib/server/http/auth-responses";
import { methods } from "@/lib/server/http/methods";

export const dynamic = "force-dynamic";

/** Where the provider sends the browser back to. Whether they may enter is decided by the page that they go to. */
const get = oidcOnly(async (config, request) => {
  try {
    const signedIn = await finishSignIn(config, request);
    if (signedIn === null) return redirect(faultAddress("stale", null), [endOfSignIn(config)]);
    return redirect(signedIn.to, [endOfSignIn(config), await sessionCookie(config, signedIn.identity)]);
  } catch (error) {
    return toFault(error, null, [endOfSignIn(config)]);
  }
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
