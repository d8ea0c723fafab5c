"use client";

import { useMemo } from "react";
import { PageColumn } from "@/components/page-parts/page-column";
import { PageMessage } from "@/components/page-parts/page-message";
import { PageSkeleton } from "@/components/page-parts/page-skeleton";
import { PartFailures } from "@/components/page-parts/part-failures";
import { ThingHeader } from "@/components/page-parts/thing-header";
import { type Fleet, useFleet } from "@/components/page-parts/use-fleet";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { type ImageEvidence, imageKey } from "@/lib/domain/images/image-evidence";
import { images } from "@/lib/resources/images";
import { imageId as imageParameter } from "@/lib/resources/parameters";
import { isImageId } from "@/lib/resources/thing-pages";
import { ImagePage } from "./image-page";
import { WhichScope } from "./which-scope";

/** Everything known of one image. */
export function ImageView({ imageId }: { imageId: string }) {
  if (!isImageId(imageId)) {
    return (
      <PageMessage title={`“${imageId}” is no image id`} href="/images" link="To all images">
        The address must name {imageParameter.expected}.
      </PageMessage>
    );
  }
  return <FoundImage imageId={imageId} />;
}

const NONE: readonly ImageEvidence[] = [];

function FoundImage({ imageId }: { imageId: string }) {
  const fleet = useFleet();
  const { evidences } = fleet;
  const found = useMemo(() => evidences?.filter((evidence) => evidence.imageId === imageId) ?? NONE, [evidences, imageId]);
  const [only] = found;
  if (only !== undefined && found.length === 1) return <ImagePage key={imageKey(only)} evidence={only} fleet={fleet} />;
  return (
    <PageColumn
      header={
        <ThingHeader title={imageId} parts={fleet.parts} fetching={fleet.isFetching} onRefresh={fleet.refresh}>
          <CopyButton text={imageId} what="image id" className="-my-1" />
        </ThingHeader>
      }
    >
      <PartFailures parts={fleet.parts} />
      {only !== undefined ? <WhichScope imageId={imageId} found={found} /> : <NotFound fleet={fleet} />}
    </PageColumn>
  );
}

function NotFound({ fleet }: { fleet: Fleet }) {
  if (fleet.isReading) return <PageSkeleton />;
  const isAll = fleet.parts.every(({ set }) => set.end?.complete === true);
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-14 text-center">
      <p className="font-semibold">{isAll ? "Nothing is known of this image" : "This image was not found in what could be read"}</p>
      <p className="text-muted">
        {isAll
          ? "The accounts and regions that are chosen do not own it, and no report, entry or reference of theirs names it. That says nothing of who uses it."
          : "Not everything could be read, so it may still be there. What is missing stands above."}
      </p>
      <PageLink href={images.path} className="button">
        All images
      </PageLink>
    </div>
  );
}
