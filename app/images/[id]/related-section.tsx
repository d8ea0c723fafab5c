"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { Facts } from "@/components/page-parts/facts";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { PartsNote } from "@/components/page-parts/parts-note";
import { ShortTable } from "@/components/page-parts/short-table";
import { useRows } from "@/components/resource-page/use-rows";
import { StateLabel } from "@/components/ui/state-label";
import { scopeSearch } from "@/lib/client/url-state";
import type { Scoped } from "@/lib/core/scope";
import { isComplete, type Reading } from "@/lib/dataset/reading";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { imageLicenseColumns, imageLicenses } from "@/lib/domain/licenses/image-licenses";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseAssociation, licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";

const { columns: fastLaunchColumns } = fastLaunchImages;
const FAST_LAUNCH = {
  state: fastLaunchColumns.state,
  stateTransitionReason: fastLaunchColumns.stateTransitionReason,
  stateTransitionTime: fastLaunchColumns.stateTransitionTime,
  targetResourceCount: fastLaunchColumns.targetResourceCount,
  maxParallelLaunches: fastLaunchColumns.maxParallelLaunches,
  launchTemplate: fastLaunchColumns.launchTemplate,
  account: fastLaunchColumns.account,
};

const { columns: importColumns } = importImageTasks;
const IMPORT = {
  outcome: importColumns.outcome,
  importTaskId: importColumns.importTaskId,
  description: importColumns.description,
  statusMessage: importColumns.statusMessage,
  licenseType: importColumns.licenseType,
};

/** What other parts of AWS know of the image: its fast launch, the import that made it, the licenses it carries. */
export function RelatedSections({ evidence }: { evidence: ImageEvidence }) {
  const { imageId, scope } = evidence;
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const fastLaunch = useRows<FastLaunchImage>(fastLaunchImages, search);
  const imports = useRows<ImportImageTask>(importImageTasks, search);
  const configurations = useRows<LicenseConfiguration>(licenseConfigurations, search);
  const associations = useRows<LicenseAssociation>(licenseConfigurationAssociations, search);
  const uses = useRows<LicenseUse>(licenseUsage, [search, "filter.resourceType=EC2_AMI"].filter((part) => part !== "").join("&"));

  const ofFastLaunch = useImageRows(fastLaunch.set, evidence);
  const ofImports = useImageRows(imports.set, evidence);
  const licenses = useMemo(
    () =>
      imageLicenses(imageId, scope, {
        associations: associations.set.table.rows(),
        uses: uses.set.table.rows(),
        tasks: ofImports,
        configurations: configurations.set.table.rows(),
      }),
    [imageId, scope, associations.set, uses.set, ofImports, configurations.set],
  );
  const licenseParts = [associations, uses, imports, configurations];
  return (
    <>
      <PageSection title="Fast launch">
        {ofFastLaunch.map((row) => (
          <Facts key={row.scope.account ?? "unknown"} columns={FAST_LAUNCH} row={row} />
        ))}
        {ofFastLaunch.length === 0 && isComplete(fastLaunch.set) && (
          <p>
            <StateLabel tone="neutral">Off</StateLabel>
            <span className="block text-muted">AWS lists only images for which it was switched on.</span>
          </p>
        )}
        <PartsNote parts={[fastLaunch]} />
      </PageSection>
      <PageSection title="Licenses">
        {licenses.length > 0 && (
          <ShortTable
            caption={`License configurations on ${imageId}`}
            columns={imageLicenseColumns}
            rows={licenses}
            rowKey={({ licenseConfigurationArn }) => licenseConfigurationArn}
          />
        )}
        {licenses.length === 0 && licenseParts.every(({ set }) => isComplete(set)) && (
          <Quiet>No license configuration is attached to it: launches from it are not counted through it.</Quiet>
        )}
        <PartsNote parts={licenseParts} />
      </PageSection>
      <PageSection title="Import">
        {ofImports.map((row) => (
          <Facts key={row.importTaskId ?? ""} columns={IMPORT} row={row} />
        ))}
        {ofImports.length === 0 && isComplete(imports.set) && (
          <Quiet>AWS lists no import that made it. It forgets imports 7 days after their end.</Quiet>
        )}
        <PartsNote parts={[imports]} />
      </PageSection>
    </>
  );
}

/** Those rows of a list that are about the image, in its region. */
function useImageRows<Row extends { imageId: string | null }>(set: Reading<Row>, { imageId, scope }: ImageEvidence): Scoped<Row>[] {
  return useMemo(() => {
    const rows: Scoped<Row>[] = [];
    for (const row of set.table.rows()) if (row.imageId === imageId && row.scope.region === scope.region) rows.push(row);
    return rows;
  }, [set, imageId, scope.region]);
}
