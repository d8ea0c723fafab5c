import "server-only";
import { namedError } from "@/lib/core/named-error";
import { readConfig } from "@/lib/server/config/config";

/** A request that changes something, and is not let through. */
export class WriteRefused extends namedError("WriteRefused") {
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
 * Lets a request that changes something through where writes are allowed and it is JSON, which a foreign page
 * cannot send without asking first.
 *
 * @throws WriteRefused
 */
export function guardWrite(http: Request): void {
  if (!readConfig(process.env).allowWrites) {
    throw new WriteRefused(403, "WritesOff", "Writes are off at this server. Its operator allows them with LEDGER_ALLOW_WRITES=true.");
  }
  if (!/^application\/json(?:\s*;|$)/i.test(http.headers.get("content-type") ?? "")) {
    throw new WriteRefused(415, "UnsupportedMediaType", "The request must have the content type application/json.");
  }
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
