import "server-only";
import {
  DescribeFastLaunchImagesCommand,
  type DescribeFastLaunchImagesSuccessItem,
  DescribeFastLaunchImagesSuccessItem$,
} from "@aws-sdk/client-ec2";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { plainRow } from "./plain";
import { ec2Reader } from "./reader";

const toRow = plainRow<DescribeFastLaunchImagesSuccessItem>(DescribeFastLaunchImagesSuccessItem$);

/** Reads DescribeFastLaunchImages (EC2 API Reference). */
export const fastLaunchImagesReader = ec2Reader<FastLaunchImage>(fastLaunchImages, async (client, { ids, ...call }, options) => {
  const page = await client.send(new DescribeFastLaunchImagesCommand({ ...call, ImageIds: ids["image-id"] }), options);
  return { rows: (page.FastLaunchImages ?? []).map(toRow), nextToken: page.NextToken };
});
