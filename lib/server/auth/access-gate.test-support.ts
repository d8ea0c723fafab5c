import { join, sep } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { accessGate } from "./access-gate";
import { OIDC, oidcConfig, sessionToken, type VIEWER } from "./test-support";

export const ORIGIN = "https://ledger.example.com";
export const ROUTES = join(import.meta.dirname, "../../../app/api");
/** Collecting asks for a secret of its own. */
export const OPEN = /^(?:health|ready|collect|auth\/[\w-]+)\/route\.ts$/;

beforeEach(() => {
  for (const [name, value] of Object.entries(OIDC)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** `/api/report-requests/x` of `report-requests/[id]/route.ts`. */
export const pathOf = (file: string): string =>
  `/api/${file
    .replaceAll(sep, "/")
    .replace(/\/?route\.ts$/, "")
    .replaceAll(/\[.+?\]+/g, "x")}`;

export const isUnknown = (file: string): boolean => file.startsWith("[[...path]]");

interface Arrival {
  method?: string;
  cookie?: string;
  origin?: string;
  host?: string;
  "sec-fetch-site"?: string;
}

export function arrive(path: string, { method = "GET", ...headers }: Arrival = {}): Promise<Response | null> {
  return accessGate({ method, url: new URL(path, ORIGIN), headers: new Headers({ ...headers }) });
}

export const cookieFor = async (identity: typeof VIEWER): Promise<string> =>
  `__Host-ledger-session=${await sessionToken(oidcConfig(), { identity })}`;
