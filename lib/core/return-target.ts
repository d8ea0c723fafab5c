const LONGEST = 2_000;
const HERE = "https://ledger.invalid";

/**
 * Where to go after signing in: a page of this app, with its query. Whatever could lead elsewhere, or
 * back to signing in, becomes the overview.
 */
export function returnTarget(to: string | null | undefined): string {
  if (!to?.startsWith("/") || to.length > LONGEST) return "/";
  if (!URL.canParse(to, HERE)) return "/";
  const url = new URL(to, HERE);
  if (url.origin !== HERE) return "/";
  const target = `${url.pathname}${url.search}${url.hash}`;
  // A path such as "/.//example.com" becomes another host once it is normalised.
  if (/^\/[/\\]/.test(target) || /^\/(?:sign-in|api)(?:[/?#]|$)/.test(target)) return "/";
  return target;
}

/** The address of the sign-in that returns to where somebody wanted to go. */
export function signInAddress(to: string): string {
  const target = returnTarget(to);
  return target === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(target)}`;
}
