import { rowsRoute } from "@/lib/api/rows-route";
import { imageLaunchPermissionsReader } from "@/lib/aws/image-launch-permissions";
import { imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageLaunchPermissions, imageLaunchPermissionsReader);
