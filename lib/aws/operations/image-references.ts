import "server-only";
import { type ImageReference as AwsImageReference, DescribeImageReferencesCommand, ImageReference$ } from "@aws-sdk/client-ec2";
import { type Batch, readEach } from "@/lib/aws/listing/read-each";
import { readSteady } from "@/lib/aws/listing/read-steady";
import { chunks, ec2Reader, type Reader, unknownIds } from "@/lib/aws/listing/reader";
import { plainRow } from "@/lib/aws/sdk/plain";
import type { ReadRequest } from "@/lib/core/read-request";
import { type ImageReference, imageReferences, type ReferencesProof } from "@/lib/resources/image-references";
import { anyImageId, imageIds } from "./own-images";

const toRow = plainRow<AwsImageReference>(ImageReference$);

/** DescribeImageReferences takes at most this many images in one call (EC2 API Reference). */
const MAX_IMAGES = 10;
/** Each call looks through instances, launch templates, parameters and recipes, so that fewer of them run together. */
const BATCHES_AT_ONCE = 4;

/** DescribeImageReferences (EC2 API Reference), of at most ten images. */
const listed = ec2Reader<ImageReference>(imageReferences, async (client, { ids, ...call }, options) => {
  const input = { ...call, ImageIds: ids["image-id"], IncludeAllResourceTypes: true };
  const page = await client.send(new DescribeImageReferencesCommand(input), options);
  return { rows: (page.ImageReferences ?? []).map(toRow), nextToken: page.NextToken };
});

/** Reads DescribeImageReferences for the images of the request, or for every one that the account owns. */
export const imageReferencesReader: Reader<ImageReference> = {
  async *read(scope, request, signal) {
    const askedImages: string[] = [];
    async function* batches(): AsyncGenerator<Batch<ImageReference>> {
      for await (const { ids } of imageIds(scope, { ...request, pageSize: null }, signal)) {
        const readers = chunks(ids, MAX_IMAGES).map(
          (some) =>
            async function* (own: AbortSignal) {
              const unknown = new Set(
                unknownIds(
                  yield* isCut(request)
                    ? listed.read(scope, of(some, request), own)
                    : readSteady(() => listed.read(scope, of(some, request), own), imageReferences.identity),
                ),
              );
              askedImages.push(...some.filter((id) => !unknown.has(id)));
            },
        );
        yield { readers, nextToken: null };
      }
    }
    yield* readEach(batches(), BATCHES_AT_ONCE, signal);
    return isCut(request) ? undefined : ({ askedImages } satisfies ReferencesProof);
  },
  async dryRun(scope, request, signal) {
    await listed.dryRun?.(scope, of([await anyImageId(scope, request, signal)], request), signal);
  },
};

const isCut = ({ maxItems, startingToken }: ReadRequest): boolean => maxItems !== null || startingToken !== null;

const of = (images: readonly string[], request: ReadRequest): ReadRequest => ({ ...request, ids: { "image-id": images } });
