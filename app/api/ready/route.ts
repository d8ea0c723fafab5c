import { methods } from "@/lib/server/http/methods";
import { readiness } from "@/lib/server/http/readiness";

export const dynamic = "force-dynamic";

/** The server can serve what it has, and is not about to end. */
async function get(): Promise<Response> {
  return readiness();
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
