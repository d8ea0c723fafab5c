import "server-only";
import { callerIdentity } from "@/lib/aws/identity";
import { readConfig } from "@/lib/config";

/** A request that changes something, and is not let through. */
export class WriteRefused extends Error {
  override readonly name = "WriteRefused";

  constructor(
    readonly status: 403 | 413 | 415,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** 5,000 images take less than a tenth of it. */
const MOST_BYTES = 4 * 2 ** 20;

/**
 * Lets a request that changes something through: writes are allowed, and it comes from a page of ours. A
 * foreign page can neither send JSON without asking first, nor say that it has our origin.
 *
 * @throws WriteRefused
 */
export function guardWrite(http: Request): void {
  if (!readConfig(process.env).allowWrites) {
    throw new WriteRefused(403, "WritesOff", "Writes are off at this server. Its operator allows them with LEDGER_ALLOW_WRITES=true.");
  }
  const site = http.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw crossSite("The request comes from another site.");
  const origin = http.headers.get("origin");
  if (origin === null && site === null) throw crossSite("The request does not say where it comes from: it has no Origin.");
  if (origin !== null && hostOf(origin) !== ownHost(http)) throw crossSite("The request comes from another origin.");
  if (!/^application\/json(?:\s*;|$)/i.test(http.headers.get("content-type") ?? "")) {
    throw new WriteRefused(415, "UnsupportedMediaType", "The request must have the content type application/json.");
  }
}

const crossSite = (message: string): WriteRefused => new WriteRefused(403, "CrossSite", message);

/** The host and port of an origin; null of `null` and of what is none. */
function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/** What the browser calls this server, also where a proxy stands in between. Its scheme is not told. */
function ownHost({ headers, url }: Request): string {
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host") ?? new URL(url).host;
  return host.toLowerCase().replace(/:(?:80|443)$/, "");
}

/**
 * The JSON of a request's body, up to some size. Undefined where it is none.
 *
 * @throws WriteRefused
 */
export async function jsonBody(http: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of http.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new WriteRefused(413, "TooLarge", `The request has more than ${MOST_BYTES / 2 ** 20} MiB.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

/** Who is asking, as far as anybody knows: there is no sign-in. What a proxy says of the address is not checked. */
export async function whoAsks(http: Request): Promise<string> {
  const address = http.headers.get("x-forwarded-for")?.split(",")[0]?.trim().slice(0, 64);
  const identity = await callerIdentity().catch(() => null);
  return [`anonymous viewer${address ? ` at ${address}` : ""}`, ...(identity ? [`by ${identity.arn}`] : [])].join(", ");
}
