import { imageReferencesReader } from "@/lib/aws/operations/image-references";
import { imageReferences } from "@/lib/resources/image-references";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(imageReferences, imageReferencesReader) });
