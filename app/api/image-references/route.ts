import { rowsRoute } from "@/lib/api/rows-route";
import { imageReferencesReader } from "@/lib/aws/image-references";
import { imageReferences } from "@/lib/resources/image-references";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageReferences, imageReferencesReader);
