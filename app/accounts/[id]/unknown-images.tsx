"use client";

import { useMemo } from "react";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { ShortTable } from "@/components/page-parts/short-table";
import { imageHref } from "@/lib/core/routes";
import type { AccountUsage, UnknownImage } from "@/lib/domain/images/account-usage";
import { imageKey } from "@/lib/domain/images/image-evidence";
import type { Column } from "@/lib/resources/resource";

const COLUMNS: Record<string, Column<UnknownImage>> = {
  name: {
    label: "Name",
    kind: "text",
    value: ({ name }) => name,
    absent: "AWS did not tell a name",
    href: ({ imageId }) => imageHref(imageId),
  },
  imageId: { label: "Image", kind: "id", value: ({ imageId }) => imageId, href: ({ imageId }) => imageHref(imageId) },
  why: { label: "Why it is not known", kind: "text", value: ({ why }) => why },
  region: { label: "Region", kind: "word", value: ({ scope }) => scope.region },
};

/** Images of which nobody can say whether the account uses them. */
export function UnknownImages({ usage, reading }: { usage: AccountUsage; reading: boolean }) {
  const rows = useMemo(() => usage.unknown.map((image) => ({ ...image })), [usage]);
  if (rows.length === 0) return null;
  return (
    <PageSection title={`Not known: ${rows.length === 1 ? "one image" : `${rows.length} images`}`}>
      <Quiet>
        {reading ? "Not everything is read yet. " : ""}Whether the account uses these is not known. That is neither use nor no use; the
        image’s page says what is missing and gets it.
      </Quiet>
      <ShortTable caption="Images whose use by this account is not known" columns={COLUMNS} rows={rows} rowKey={imageKey} />
    </PageSection>
  );
}
