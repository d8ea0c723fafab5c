import "server-only";
import type { Instrumentation } from "next";
import { errorFields } from "./error-fields";
import { log } from "./log";

/** Logs what broke a page, under the digest that the page shows. */
export function logPageError(...[error, { method }, { routePath, routeType }]: Parameters<Instrumentation.onRequestError>): void {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  // The route, not the path, which holds ids.
  log().error({ digest, method, routePath, routeType, error: errorFields(error) }, "unhandled");
}
