import { methods } from "@/lib/server/http/methods";
export const dynamic = "force-dynamic";

/** The process is up. Asks nothing of AWS. */
async function get(): Promise<Response> {
  return Response.json({ status: "ok" });
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
