import { checked, type Method, methods } from "@/lib/server/http/methods";
import { refusal } from "@/lib/server/http/refusal";

export const dynamic = "force-dynamic";

/** Every path below /api that no other route has. */
const unknown = (method: Method) => checked(method, () => refusal(404, "NotFound", "There is no such path below /api."));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: unknown("GET"),
  POST: unknown("POST"),
  PUT: unknown("PUT"),
  PATCH: unknown("PATCH"),
  DELETE: unknown("DELETE"),
});
