import "server-only";
import {
  DescribeFastLaunchImagesCommand,
  type DescribeFastLaunchImagesSuccessItem,
  DescribeFastLaunchImagesSuccessItem$,
} from "@aws-sdk/client-ec2";
import { ec2Reader } from "@/lib/aws/listing/reader";
import { plainRow } from "@/lib/aws/sdk/plain";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";

const toRow = plainRow<DescribeFastLaunchImagesSuccessItem>(DescribeFastLaunchImagesSuccessItem$);

/** Reads DescribeFastLaunchImages (EC2 API Reference). */
export const fastLaunchImagesReader = ec2Reader<FastLaunchImage>(fastLaunchImages, async (client, { ids, ...call }, options) => {
  const page = await client.send(new DescribeFastLaunchImagesCommand({ ...call, ImageIds: ids["image-id"] }), options);
  return { rows: (page.FastLaunchImages ?? []).map(toRow), nextToken: page.NextToken };
});
