import "server-only";
import { DescribeImageAttributeCommand, type ImageAttribute, ImageAttribute$ } from "@aws-sdk/client-ec2";
import { type Batch, readEach } from "@/lib/aws/listing/read-each";
import { operationName, type Reader } from "@/lib/aws/listing/reader";
import { RowPage } from "@/lib/aws/listing/row-page";
import { callAws } from "@/lib/aws/sdk/call-aws";
import { ec2Client } from "@/lib/aws/sdk/clients";
import { plainRow } from "@/lib/aws/sdk/plain";
import type { Scope } from "@/lib/core/scope";
import { type ImageLaunchPermissions, imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { anyImageId, imageIds } from "./own-images";

const toRow = plainRow<ImageAttribute>(ImageAttribute$);

/** Images of one request and scope that are asked for at the same time. */
const IMAGES_AT_ONCE = 6;

/**
 * Reads DescribeImageAttribute (EC2 API Reference) for `launchPermission`, which answers for one image at a
 * time and in one piece. Without an image in the request, every one that the account owns is asked for.
 */
export const imageLaunchPermissionsReader: Reader<ImageLaunchPermissions> = {
  read(scope, request, signal) {
    async function* batches(): AsyncGenerator<Batch<ImageLaunchPermissions>> {
      for await (const { ids, nextToken } of imageIds(scope, request, signal)) {
        yield { readers: ids.map((imageId) => (own) => readOne(scope, imageId, own)), nextToken };
      }
    }
    return readEach(batches(), IMAGES_AT_ONCE, signal);
  },
  async dryRun(scope, request, signal) {
    await ask(scope, await anyImageId(scope, request, signal), { DryRun: true }, signal);
  },
};

async function* readOne(scope: Scope, imageId: string, signal: AbortSignal): AsyncGenerator<RowPage<ImageLaunchPermissions>> {
  yield new RowPage([toRow(await ask(scope, imageId, {}, signal))]);
}

function ask(scope: Scope, ImageId: string, dry: { DryRun?: true }, signal: AbortSignal): Promise<ImageAttribute> {
  return callAws(
    { scope, service: "ec2", operation: operationName(imageLaunchPermissions) },
    (abortSignal) =>
      ec2Client(scope).send(new DescribeImageAttributeCommand({ ImageId, Attribute: "launchPermission", ...dry }), { abortSignal }),
    signal,
  );
}
