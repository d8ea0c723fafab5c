import { imagesReader } from "@/lib/aws/operations/images";
import { images } from "@/lib/resources/images";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(images, imagesReader);
