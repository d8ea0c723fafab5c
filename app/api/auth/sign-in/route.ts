import { beginSignIn } from "@/lib/server/auth/sign-in";
import { oidcOnly, redirect, toFault } from "@/lib/server/http/auth-responses";
import { methods } from "@/lib/server/http/methods";

export const dynamic = "force-dynamic";

/** Sends the browser to the provider. `to` is the page that it returns to. */
const get = oidcOnly(async (config, request) => {
  const to = new URL(request.url).searchParams.get("to");
  try {
    const { location, cookie } = await beginSignIn(config, to);
    return redirect(location.href, [cookie]);
  } catch (error) {
    return toFault(error, to);
  }
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
