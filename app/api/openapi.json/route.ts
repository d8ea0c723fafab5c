import { methods } from "@/lib/server/http/methods";
import { OPENAPI_DOCUMENT } from "@/lib/server/http/openapi/openapi-document";
import { withPerson } from "@/lib/server/http/with-person";
import { NO_STORE } from "@/lib/server/refusal-response";

export const dynamic = "force-dynamic";

/** What the routes take and answer, for programs. */
const get = withPerson(async () => Response.json(OPENAPI_DOCUMENT, { headers: NO_STORE }));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
