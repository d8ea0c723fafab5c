import { organization } from "@/lib/aws/accounts/organization";
import { methods } from "@/lib/server/http/methods";
import { organizationRefusal } from "@/lib/server/http/organization-refusal";
import { withPerson } from "@/lib/server/http/with-person";
import { NO_STORE } from "@/lib/server/refusal-response";

export const dynamic = "force-dynamic";

/** Every account of the organization with its place in the tree, or why that cannot be told. */
const get = withPerson(async () => {
  try {
    return Response.json(await organization(), { headers: NO_STORE });
  } catch (error) {
    const refusal = organizationRefusal(error);
    if (refusal === null) throw error;
    return refusal;
  }
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
