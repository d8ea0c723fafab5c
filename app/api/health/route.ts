export const dynamic = "force-dynamic";

/** The process is up. Asks nothing of AWS. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
