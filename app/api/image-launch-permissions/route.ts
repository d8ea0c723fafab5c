import { imageLaunchPermissionsReader } from "@/lib/aws/operations/image-launch-permissions";
import { imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageLaunchPermissions, imageLaunchPermissionsReader);
