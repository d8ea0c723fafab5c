"use client";

import { useMemo } from "react";
import { PageColumn } from "@/components/page-parts/page-column";
import { ScopeFailures } from "@/components/resource-page/scope-failures";
import { type RouteReading, useRows } from "@/components/resource-page/use-rows";
import { known } from "@/lib/core/known";
import type { Scope, Scoped } from "@/lib/core/scope";
import { isComplete } from "@/lib/dataset/reading";
import { configurationArn } from "@/lib/domain/licenses/configuration-arn";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseAssociation, licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { type LicenseFailure, licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { attachmentEvidence, consumptionEvidence } from "@/lib/usecases/license-evidence";
import { AssociationsSection } from "./associations-section";
import { ConsumptionSection } from "./consumption-section";
import { EvidenceHeader } from "./evidence-header";
import { FailuresSection } from "./failures-section";
import { LimitSection } from "./limit-section";
import { LineageSection } from "./lineage-section";
import { namedReading } from "./named-reading";
import { ProvenanceSection } from "./provenance-section";
import { RowsSection } from "./rows-section";
import { useImageUsage } from "./use-image-usage";

interface EvidenceProps {
  /** The configuration as the account lists it that its use is asked of. */
  configuration: Scoped<LicenseConfiguration>;
  arn: string;
  /** The list that it is from. */
  listed: RouteReading<LicenseConfiguration>;
  /** The chosen accounts in its region, as a query. */
  regionSearch: string;
}

/** Everything that proves what one configuration consumes, as one page of paper has it. */
export function Evidence({ configuration, arn, listed, regionSearch }: EvidenceProps) {
  const { scope } = configuration;
  const search = searchOf(arn, scope);
  const usage = useRows<LicenseUse>(licenseUsage, search);
  const associations = useRows<LicenseAssociation>(licenseConfigurationAssociations, search);
  const failures = useRows<LicenseFailure>(licenseConfigurationFailures, search);
  const imports = useRows<ImportImageTask>(importImageTasks, regionSearch);
  const consumption = useMemo(() => consumptionEvidence(configuration, usage), [configuration, usage]);
  const attachments = useMemo(
    () => attachmentEvidence(arn, scope, consumption.uses, { associations, failures, imports }),
    [arn, scope, consumption.uses, associations, failures, imports],
  );
  const { lineage } = attachments;
  const images = useImageUsage(lineage.images, scope.region);
  const readings = [
    namedReading(listed, "every configuration of the region, no filter"),
    namedReading(usage, THIS),
    namedReading(associations, THIS),
    namedReading(failures, THIS),
    namedReading(imports, "every import of the region, no filter"),
    ...images.readings,
  ];
  const refresh = (): void => {
    for (const part of [listed, usage, associations, failures, imports, images]) part.refresh();
  };
  return (
    <div className="evidence h-full">
      <PageColumn
        header={
          <EvidenceHeader
            configuration={configuration}
            arn={arn}
            usage={usage}
            isFetching={readings.some(({ isFetching }) => isFetching)}
            isComplete={readings.every(({ set }) => isComplete(set))}
            onRefresh={refresh}
          />
        }
      >
        <div className="print:hidden">
          {[usage, associations, failures, imports].map(({ resource, set, retry, retrying }) => (
            <ScopeFailures
              key={resource.path}
              what={resource.title}
              actions={resource.actions}
              failures={set.failures}
              kept={set.kept}
              onRetry={retry}
              retrying={retrying}
            />
          ))}
        </div>
        <div className="grid gap-6 px-4 py-5 sm:px-6">
          <LimitSection configuration={configuration} over={consumption.over} reconciliation={consumption.reconciliation} />
          <ConsumptionSection consumption={consumption} unit={configuration.licenseCountingType} />
          <ProvenanceSection scope={scope} owner={configurationArn(arn)?.owner ?? ""} readings={readings} />
          <LineageSection
            lineage={lineage}
            usage={images.usage}
            consumption={consumption.unknown ?? known(consumption.accounts)}
            importsUnknown={attachments.importsUnknown}
            associationsUnknown={attachments.associations.unknown}
          />
          <FailuresSection failures={attachments.failures.rows} unknown={attachments.failures.unknown} />
          <AssociationsSection
            gap={attachments.associations.gap}
            unknown={attachments.associations.unknown}
            usesUnknown={consumption.unknown}
          />
          <RowsSection lines={consumption.totals} region={scope.region} unknown={consumption.unknown} />
        </div>
      </PageColumn>
    </div>
  );
}

const THIS = "this configuration, no filter";

/** Asks the account that lists the configuration, where it is known which that is. */
function searchOf(arn: string, { account, region }: Scope): string {
  const search = new URLSearchParams({ "license-configuration-arn": arn, region });
  if (account !== null) search.set("account", account);
  return search.toString();
}
