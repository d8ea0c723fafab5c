import { errorResponse, NO_STORE } from "@/lib/api/error-response";
import { configuredScopes } from "@/lib/aws/scopes";

export const dynamic = "force-dynamic";

/** What is configured to be read: accounts, regions, credentials, and whether it is sample data. */
export async function GET(): Promise<Response> {
  try {
    return Response.json(await configuredScopes(), { headers: NO_STORE });
  } catch (error) {
    return errorResponse(error);
  }
}
