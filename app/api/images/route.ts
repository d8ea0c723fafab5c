import { imagesReader } from "@/lib/aws/operations/images";
import { images } from "@/lib/resources/images";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(images, imagesReader) });
