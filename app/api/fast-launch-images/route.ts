import { fastLaunchImagesReader } from "@/lib/aws/operations/fast-launch-images";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(fastLaunchImages, fastLaunchImagesReader);
