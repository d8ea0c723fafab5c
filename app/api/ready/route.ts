import { readiness } from "@/lib/server/http/readiness";

export const dynamic = "force-dynamic";

/** The server can read AWS and is not about to end. */
export function GET(): Promise<Response> {
  return readiness();
}
