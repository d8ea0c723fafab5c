import "server-only";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import { imagesReader } from "./images";

/** Ids of images, as many as came together. */
export interface ImageIds {
  ids: readonly string[];
  /** Where `max-items` stopped the listing of images. */
  nextToken: string | null;
}

/** The images that are asked for, all at once, or those that the account owns, a page at a time. */
export async function* imageIds(scope: Scope, request: ReadRequest, signal: AbortSignal): AsyncGenerator<ImageIds> {
  const chosen = request.ids["image-id"];
  if (chosen !== undefined) {
    yield { ids: chosen, nextToken: null };
    return;
  }
  for await (const page of imagesReader.read(scope, { ...request, ids: {}, filters: [] }, signal)) {
    const ids = (await page.rows()).flatMap(({ imageId }) => imageId ?? []);
    yield { ids, nextToken: page.nextToken };
  }
}

/**
 * No image has this id. Where an account owns none to ask about, AWS can still say that it denies the
 * question; otherwise it says that there is no such image.
 */
const NO_IMAGE = "ami-00000000000000000";

/** One image to ask a dry run about, because AWS takes none without: one that is asked for, or one that the account owns. */
export async function anyImageId(scope: Scope, request: ReadRequest, signal: AbortSignal): Promise<string> {
  for await (const { ids } of imageIds(scope, { ...request, pageSize: null, maxItems: 1, startingToken: null }, signal)) {
    const [first] = ids;
    if (first !== undefined) return first;
  }
  return NO_IMAGE;
}
