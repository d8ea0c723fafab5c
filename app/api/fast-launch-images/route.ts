import { rowsRoute } from "@/lib/api/rows-route";
import { fastLaunchImagesReader } from "@/lib/aws/fast-launch-images";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(fastLaunchImages, fastLaunchImagesReader);
