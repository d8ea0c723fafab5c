import { rowsRoute } from "@/lib/api/rows-route";
import { imagesReader } from "@/lib/aws/images";
import { images } from "@/lib/resources/images";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(images, imagesReader);
