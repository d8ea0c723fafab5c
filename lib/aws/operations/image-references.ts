import "server-only";
import { type ImageReference as AwsImageReference, DescribeImageReferencesCommand, ImageReference$ } from "@aws-sdk/client-ec2";
import { type Batch, readEach } from "@/lib/aws/listing/read-each";
import { chunks, ec2Reader, type Reader, unknownIds } from "@/lib/aws/listing/reader";
import type { RowPage } from "@/lib/aws/listing/row-page";
import { seenByIdentity } from "@/lib/aws/listing/seen";
import { plainRow } from "@/lib/aws/sdk/plain";
import { namedError } from "@/lib/core/named-error";
import type { Proof } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { type ImageReference, imageReferences, type ReferencesProof } from "@/lib/resources/image-references";
import type { ReadRequest } from "@/lib/server/http/read-request";
import { anyImageOf, imageIdsOf } from "./own-images";

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
      for await (const { ids } of imageIdsOf(scope, { ...request, pageSize: null }, signal)) {
        const readers = chunks(ids, MAX_IMAGES).map(
          (some) =>
            async function* (own: AbortSignal) {
              const unknown = new Set(unknownIds(yield* readSteady(scope, of(some, request), own)));
              askedImages.push(...some.filter((id) => !unknown.has(id)));
            },
        );
        yield { readers, nextToken: null };
      }
    }
    yield* readEach(batches(), BATCHES_AT_ONCE, signal);
    const isCut = request.maxItems !== null || request.startingToken !== null;
    return isCut ? undefined : ({ askedImages } satisfies ReferencesProof);
  },
  async dryRun(scope, request, signal) {
    await listed.dryRun?.(scope, of([await anyImageOf(scope, request, signal)], request), signal);
  },
};

/** Listings of several pages until two in a row have the same rows: one that goes away shifts another past the end of a page. */
async function* readSteady(scope: Scope, request: ReadRequest, signal: AbortSignal): AsyncGenerator<RowPage<ImageReference>, Proof> {
  const isNew = seenByIdentity(imageReferences.identity);
  let before: ReadonlySet<string> | null = null;
  for (let times = 0; times < STEADY_TRIES; times += 1) {
    const rows = new Set<string>();
    let pages = 0;
    const listing = listed.read(scope, request, signal);
    let step = await listing.next();
    for (; !step.done; step = await listing.next()) {
      pages += 1;
      for (const row of await step.value.rows()) rows.add(imageReferences.identity(row));
      yield await step.value.onlyNew(isNew);
    }
    const isCut = request.maxItems !== null || request.startingToken !== null;
    if (pages < 2 || isCut || (before !== null && isSame(rows, before))) return step.value;
    before = rows;
  }
  throw new ReferencesKeepChanging();
}

/** How often references are listed to see them twice alike. */
const STEADY_TRIES = 4;

/** References came and went each time that they were listed, so no listing is known to have all of them. */
class ReferencesKeepChanging extends namedError("ReferencesKeepChanging") {
  constructor() {
    super(`References changed during each of ${STEADY_TRIES} listings, so which references there are is not known.`);
  }
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((item) => b.has(item));

const of = (images: readonly string[], request: ReadRequest): ReadRequest => ({ ...request, ids: { "image-id": images } });
