import { imageReferencesReader } from "@/lib/aws/operations/image-references";
import { imageReferences } from "@/lib/resources/image-references";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageReferences, imageReferencesReader);
