import { permissionChecksReader } from "@/lib/aws/operations/permission-checks";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { permissionChecks } from "@/lib/resources/permission-checks";
import { methods } from "@/lib/server/http/methods";
import { observed } from "@/lib/server/http/observed";
import { rowsHandler } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

const rows = rowsHandler(permissionChecks, permissionChecksReader);

/** What goes with a listing of AWS, or would ask for the dry runs that the checks already are. */
const OF_LISTINGS = ["dry-run", "page-size", "max-items", "starting-token"];

/** What AWS allows and denies, in every chosen scope. */
const get = observed(async (request: Request) => {
  const { searchParams } = new URL(request.url);
  const wrong = OF_LISTINGS.find((name) => searchParams.has(name));
  if (wrong === undefined) return rows(request);
  throw new InvalidParameter(wrong, `${wrong} is not a parameter here: a check is a question to AWS, not a listing.`);
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get });
