import { methods } from "@/lib/server/http/methods";
import { refusal } from "@/lib/server/http/refusal";
import { withPerson } from "@/lib/server/http/with-person";

export const dynamic = "force-dynamic";

/** Every path below /api that no other route has, and /api itself. */
const unknown = withPerson(async () => refusal(404, "NotFound", "There is no such path below /api."));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: unknown,
  POST: unknown,
  PUT: unknown,
  PATCH: unknown,
  DELETE: unknown,
  OPTIONS: unknown,
});
