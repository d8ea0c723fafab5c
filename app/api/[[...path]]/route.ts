import { methods } from "@/lib/server/http/methods";
import { withPerson } from "@/lib/server/http/with-person";
import { refusalResponse } from "@/lib/server/refusal-response";

export const dynamic = "force-dynamic";

/** Every path below /api that no other route has, and /api itself. */
const unknown = withPerson(async () => refusalResponse({ status: 404, code: "NotFound", message: "There is no such path below /api." }));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: unknown,
  POST: unknown,
  PUT: unknown,
  PATCH: unknown,
  DELETE: unknown,
  OPTIONS: unknown,
});
