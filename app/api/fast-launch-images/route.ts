import { fastLaunchImagesReader } from "@/lib/aws/operations/fast-launch-images";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(fastLaunchImages, fastLaunchImagesReader) });
