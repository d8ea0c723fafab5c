import { methods } from "@/lib/server/http/methods";
import { observed } from "@/lib/server/http/observed";
import { refusal } from "@/lib/server/http/write-route";

export const dynamic = "force-dynamic";

/** Every path below /api that no other route has. */
const unknownPath = observed(async () => refusal(404, "NotFound", "There is no such path. /api/openapi.json lists those that there are."));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: unknownPath,
  POST: unknownPath,
  PUT: unknownPath,
  PATCH: unknownPath,
  DELETE: unknownPath,
});
