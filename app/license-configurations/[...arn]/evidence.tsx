"use client";

import { useMemo } from "react";
import { PageColumn } from "@/components/page-parts/page-column";
import { ScopeFailures } from "@/components/resource-page/scope-failures";
import { type Rows, useRows } from "@/components/resource-page/use-rows";
import { known, knownValue } from "@/lib/core/known";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import { isComplete, type Reading } from "@/lib/dataset/reading";
import { associationGap } from "@/lib/domain/licenses/association-gap";
import { byAccount, byResourceType } from "@/lib/domain/licenses/by-account";
import { configurationArn } from "@/lib/domain/licenses/configuration-arn";
import { knownRows, whyAnyUnknown, whyUnknown } from "@/lib/domain/licenses/known-rows";
import { licenseChain } from "@/lib/domain/licenses/lineage";
import { overLimit, runningTotals } from "@/lib/domain/licenses/over-since";
import { reconcile } from "@/lib/domain/licenses/reconcile";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { type LicenseAssociation, licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { type LicenseFailure, licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
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
  listed: Rows<LicenseConfiguration>;
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
  const uses = useRowsOf(usage.set, scope);
  const associated = useRowsOf(associations.set, scope);
  const failed = useRowsOf(failures.set, scope);
  const tasks = useMemo(() => [...imports.set.table.rows(Array(imports.set.length).keys())], [imports.set]);
  const lineage = useMemo(() => licenseChain(arn, associated, tasks), [arn, associated, tasks]);
  const images = useImageUsage(lineage.images, scope.region);

  const usesUnknown = whyUnknown(usage, scope, "The usage rows");
  const associationsUnknown = whyUnknown(associations, scope, "The associations");
  const allUses = knownRows(usage, scope, uses, "The usage rows");
  const over = overLimit(configuration, allUses);
  const passed = over === null ? null : knownValue(over.since);
  const lines = useMemo(() => runningTotals(uses), [uses]);
  const accounts = useMemo(() => byAccount(uses, passed), [uses, passed]);
  const types = useMemo(() => byResourceType(uses, configuration, passed), [uses, configuration, passed]);
  const gap = useMemo(() => associationGap(uses, associated), [uses, associated]);
  const consumption = usesUnknown ?? known(accounts);
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
          <LimitSection configuration={configuration} over={over} reconciliation={reconcile(allUses, configuration.consumedLicenses)} />
          <ConsumptionSection
            accounts={accounts}
            types={types}
            passed={passed}
            unknown={usesUnknown}
            unit={configuration.licenseCountingType}
          />
          <ProvenanceSection scope={scope} owner={configurationArn(arn)?.owner ?? ""} readings={readings} />
          <LineageSection
            lineage={lineage}
            usage={images.usage}
            consumption={consumption}
            importsUnknown={whyAnyUnknown(imports, "The imports")}
            associationsUnknown={associationsUnknown}
          />
          <FailuresSection failures={failed} unknown={whyUnknown(failures, scope, "The failures")} />
          <AssociationsSection gap={gap} unknown={associationsUnknown} usesUnknown={usesUnknown} />
          <RowsSection lines={lines} region={scope.region} unknown={usesUnknown} />
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

/** Those rows of a reading that are of a scope. */
function useRowsOf<Row extends object>(set: Reading<Row>, scope: Scope): Scoped<Row>[] {
  const key = scopeKey(scope);
  return useMemo(() => [...set.table.rows(Array(set.length).keys())].filter((row) => scopeKey(row.scope) === key), [set, key]);
}
