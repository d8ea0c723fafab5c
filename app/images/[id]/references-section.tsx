"use client";

import { useMemo } from "react";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { ShortTable } from "@/components/page-parts/short-table";
import { Time } from "@/components/ui/time";
import { UnknownLabel } from "@/components/ui/unknown-label";
import type { Scoped } from "@/lib/core/scope";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { type ImageReference, imageReferences } from "@/lib/resources/image-references";
import type { Column } from "@/lib/resources/resource";

const COLUMNS: Record<string, Column<ImageReference>> = {
  resourceType: imageReferences.columns.resourceType,
  arn: imageReferences.columns.arn,
};
const keyOf = ({ resourceType, arn }: ImageReference): string => `${resourceType} ${arn}`;

/** Which resources of the owner's own account name the image: usage reports speak of other accounts. */
export function ReferencesSection({ evidence, readAt }: { evidence: ImageEvidence; readAt: string | null }) {
  const { scope, references, arrivedReferences } = evidence;
  const rows = useMemo(
    (): Scoped<ImageReference>[] => arrivedReferences.map((reference) => ({ ...reference, scope })),
    [arrivedReferences, scope],
  );
  return (
    <PageSection title="References in the owner’s own account">
      {references.state !== "known" && (
        <p className="flex flex-wrap items-center gap-x-2">
          <UnknownLabel unknown={references} />
          <span className="text-muted">
            {references.why} {rows.length > 0 && "These arrived, and there may be more."}
          </span>
        </p>
      )}
      {references.state === "known" && (
        <Quiet>
          {rows.length === 0 ? "None found" : "As AWS found them"}
          {readAt !== null && (
            <>
              , read <Time iso={readAt} />
            </>
          )}
          . Of each launch template AWS looks at the 10 newest versions; scaling groups and scripts are not looked at.
        </Quiet>
      )}
      {rows.length > 0 && <ShortTable caption="Resources of the owner that name the image" columns={COLUMNS} rows={rows} rowKey={keyOf} />}
    </PageSection>
  );
}
