import { errorResponse, NO_STORE } from "@/lib/api/error-response";
import { personOf } from "@/lib/auth/person-of";
import { configuredScopes } from "@/lib/aws/scopes";

export const dynamic = "force-dynamic";

/** What is configured to be read: accounts, regions, credentials, and whether it is sample data. */
export async function GET(request: Request): Promise<Response> {
  try {
    await personOf(request);
    return Response.json(await configuredScopes(), { headers: NO_STORE });
  } catch (error) {
    return errorResponse(error);
  }
}
