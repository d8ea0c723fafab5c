/** What an answer is given for. */
interface Answered {
  /** Drawn anew for each request: what of an inline script or style carries it is the app's own. */
  nonce: string;
  /** The path that was asked for. */
  pathname: string;
  /** `X-Forwarded-Proto` of the request, or null: how it reached the outermost proxy. */
  forwardedProto: string | null;
  /** Where people reach the app (`LEDGER_APP_URL`), or null where that is not said. */
  appUrl: string | null;
  /** Under `next dev`, whose tools evaluate text and write styles. */
  isDevelopment: boolean;
}

/** Headers of every answer, whatever it is: page, rows, file, refusal or fault. */
const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  // For what does not know frame-ancestors.
  "X-Frame-Options": "DENY",
  // Addresses of pages have account ids in them. With no-referrer, a form's Origin would be withheld from the app itself too.
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

/** Files that are the same for everybody. Next.js says itself how long they may be kept. */
const FOR_ALL = /^\/(?:_next\/static\/|icon\.svg$)/;

/** The headers that protect whoever reads an answer, by their names. */
export function securityHeaders({ nonce, pathname, forwardedProto, appUrl, isDevelopment }: Answered) {
  const isSecure = appUrl?.startsWith("https:") || /^\s*https\s*(?:,|$)/i.test(forwardedProto ?? "");
  return {
    ...ALWAYS,
    "Content-Security-Policy": contentSecurityPolicy(nonce, isDevelopment),
    // A browser heeds it over https alone. Names below this one are not ours to decide about.
    ...(isSecure && { "Strict-Transport-Security": `max-age=${YEAR_SECONDS}` }),
    ...(!FOR_ALL.test(pathname) && { "Cache-Control": "private, no-store" }),
  };
}

/** What a page may load and run (Content Security Policy Level 3). */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const own = `'nonce-${nonce}'`;
  const directives = {
    "default-src": "'none'",
    // A script that the page itself began may load its parts; no address alone makes a script one's own.
    "script-src": `${own} 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "script-src-attr": "'none'",
    "style-src": isDevelopment ? "'self' 'unsafe-inline'" : `'self' ${own}`,
    // The server draws where rows and bars stand as attributes. An attribute can restyle its own element alone.
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
