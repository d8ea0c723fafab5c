import { imageVerdicts } from "@/lib/resources/image-verdicts";
import { openImageVerdicts } from "@/lib/server/derived/image-verdicts";
import { methods } from "@/lib/server/http/methods";
import { derivedRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: derivedRoute(imageVerdicts, openImageVerdicts) });
