import { errorResponse, NO_STORE } from "@/lib/api/error-response";
import { organizationRefusal } from "@/lib/api/organization-refusal";
import { personOf } from "@/lib/auth/person-of";
import { organization } from "@/lib/aws/organization";

export const dynamic = "force-dynamic";

/** Every account of the organization with its place in the tree, or why that cannot be told. */
export async function GET(http: Request): Promise<Response> {
  try {
    await personOf(http);
    return Response.json(await organization(), { headers: NO_STORE });
  } catch (error) {
    return organizationRefusal(error) ?? errorResponse(error);
  }
}
