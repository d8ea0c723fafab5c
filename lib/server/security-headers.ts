/** The request and server that an answer belongs to. */
interface Context {
  /** New for each request. Inline code with this nonce is ours. */
  nonce: string;
  /** Path of the request. */
  pathname: string;
  /** `X-Forwarded-Proto` of the request, or null. */
  forwardedProto: string | null;
  /** `LEDGER_APP_URL`, or null. */
  appUrl: string | null;
  /** `next dev`, whose tools use eval and inline styles. */
  isDevelopment: boolean;
}

/** Headers of every answer. */
const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  // For browsers without frame-ancestors.
  "X-Frame-Options": "DENY",
  // Page addresses contain account ids. no-referrer would also hide a form's Origin from the app itself.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": [
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
  ]
    .map((feature) => `${feature}=()`)
    .join(", "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Files that are the same for everybody. Next.js sets their Cache-Control. */
const FOR_ALL = /^\/(?:_next\/static\/|icon\.svg$)/;

/** Security headers by name. */
export function securityHeaders({ nonce, pathname, forwardedProto, appUrl, isDevelopment }: Context) {
  const isSecure = appUrl?.startsWith("https:") || /^\s*https\s*(?:,|$)/i.test(forwardedProto ?? "");
  return {
    ...ALWAYS,
    "Content-Security-Policy": contentSecurityPolicy(nonce, isDevelopment),
    // Without includeSubDomains: names below this one are not ours.
    ...(isSecure && { "Strict-Transport-Security": `max-age=${YEAR_SECONDS}` }),
    ...(!FOR_ALL.test(pathname) && { "Cache-Control": "private, no-store" }),
  };
}

/** Content Security Policy of a page (CSP Level 3). */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const own = `'nonce-${nonce}'`;
  const directives = {
    "default-src": "'none'",
    // strict-dynamic: our scripts may load their parts, and no host is trusted by its address.
    "script-src": `${own} 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "script-src-attr": "'none'",
    "style-src": isDevelopment ? "'self' 'unsafe-inline'" : `'self' ${own}`,
    // Virtual rows and bars are positioned by style attributes, which affect only their own element.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}
