import { imageLaunchPermissionsReader } from "@/lib/aws/operations/image-launch-permissions";
import { imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: rowsRoute(imageLaunchPermissions, imageLaunchPermissionsReader),
});
