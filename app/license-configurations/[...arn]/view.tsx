"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { Notices } from "@/components/resource-page/notices";
import { ScopeFailures } from "@/components/resource-page/scope-failures";
import { StillWaiting } from "@/components/resource-page/still-waiting";
import { type RouteReading, useRows } from "@/components/resource-page/use-rows";
import { PageLink } from "@/components/ui/page-link";
import { isComplete } from "@/lib/dataset/reading";
import { type ConfigurationArn, configurationArn } from "@/lib/domain/licenses/configuration-arn";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { listingOf } from "@/lib/usecases/license-evidence";
import { Evidence } from "./evidence";
import { EvidenceSkeleton } from "./evidence-skeleton";

/** One license configuration, proven on a page that can be printed. */
export function LicenseEvidenceView({ arn }: { arn: string }) {
  const parts = configurationArn(arn);
  if (parts === null) {
    return (
      <Words title="No license configuration">
        <p className="break-all">{arn}</p>
        <p>This is not the ARN of a license configuration, so there is nothing to ask AWS for.</p>
      </Words>
    );
  }
  return <Listed arn={arn} parts={parts} />;
}

/** Finds the configuration in the list of its region. Whoever lists it is whom its use is asked of. */
function Listed({ arn, parts }: { arn: string; parts: ConfigurationArn }) {
  const search = useRegionSearch(parts.region);
  const listed = useRows<LicenseConfiguration>(licenseConfigurations, search);
  const { set, isFetching } = listed;
  const configuration = useMemo(() => listingOf(listed, arn, parts.owner), [listed, arn, parts.owner]);
  if (configuration !== null) return <Evidence configuration={configuration} arn={arn} listed={listed} regionSearch={search} />;
  return isFetching && set.end === null ? <EvidenceSkeleton /> : <Missing arn={arn} parts={parts} listed={listed} />;
}

/** The accounts that are chosen, in the configuration's own region whatever region is chosen. */
function useRegionSearch(region: string): string {
  const params = useSearchParams();
  return useMemo(() => {
    const search = new URLSearchParams(params.getAll("account").map((account) => ["account", account]));
    search.append("region", region);
    return search.toString();
  }, [params, region]);
}

interface MissingProps {
  arn: string;
  parts: ConfigurationArn;
  listed: RouteReading<LicenseConfiguration>;
}

/** Why there is no evidence: nobody lists it, nobody may, or the list could not be read. */
function Missing({ arn, parts: { region }, listed: { set, isFetching, error, refresh, retry, retrying } }: MissingProps) {
  const isDenied = set.failures.some((failure) => failure.error.kind === "denied");
  const [title, text] = isComplete(set)
    ? [
        "Not listed",
        `None of the accounts that were read lists this configuration in ${region}. It may be deleted, or of an account that is not read.`,
      ]
    : isDenied
      ? ["Not permitted", "AWS refused to list the license configurations. What is missing stands above."]
      : ["Unknown", `The license configurations of ${region} could not all be read, so it cannot be said whether there is this one.`];
  return (
    <div className="h-full overflow-y-auto">
      {isFetching && <StillWaiting set={set} />}
      <Notices set={set} fetching={isFetching} error={error} onRefresh={refresh} />
      <ScopeFailures failures={set.failures} actions={licenseConfigurations.actions} kept={set.kept} onRetry={retry} retrying={retrying} />
      <Words title={title}>
        <p className="break-all">{arn}</p>
        <p>{text}</p>
      </Words>
    </div>
  );
}

function Words({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-14 text-center text-muted">
      <h1 className="text-base font-semibold text-ink">{title}</h1>
      {children}
      <PageLink href={licenseConfigurations.path}>All license configurations</PageLink>
    </div>
  );
}
