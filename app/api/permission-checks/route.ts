import { permissionChecksReader } from "@/lib/aws/operations/permission-checks";
import { permissionChecks } from "@/lib/resources/permission-checks";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(permissionChecks, permissionChecksReader) });
