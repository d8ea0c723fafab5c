"use client";

import { Facts } from "@/components/page-parts/facts";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { ShortTable } from "@/components/page-parts/short-table";
import type { Scoped } from "@/lib/core/scope";
import type { Image } from "@/lib/resources/images";
import { BLOCK_DEVICES, IMAGE_FACTS } from "./image-columns";

/** What AWS says of the image itself. */
export function FactsSection({ image }: { image: Scoped<Image> }) {
  const devices = image.blockDeviceMappings.map((device) => ({ ...device, scope: image.scope }));
  return (
    <>
      <PageSection title="Facts">
        <Facts columns={IMAGE_FACTS} row={image} />
      </PageSection>
      <PageSection title="Tags">
        {image.tags.length === 0 ? (
          <Quiet>No tags.</Quiet>
        ) : (
          <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
            {image.tags.map(({ key, value }) => (
              <div key={key} className="contents">
                <dt className="break-words text-muted">{key}</dt>
                <dd className="break-words">{value === null || value === "" ? <span className="text-muted">empty</span> : value}</dd>
              </div>
            ))}
          </dl>
        )}
      </PageSection>
      <PageSection title="Block devices">
        {devices.length === 0 ? (
          <Quiet>AWS lists none.</Quiet>
        ) : (
          <ShortTable
            caption="Disks of the image"
            columns={BLOCK_DEVICES}
            rows={devices}
            rowKey={({ deviceName, virtualName }) => deviceName ?? virtualName ?? ""}
          />
        )}
      </PageSection>
    </>
  );
}
