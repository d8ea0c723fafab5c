"use client";

import { Download, Printer, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useExport } from "@/components/resource-page/use-export";
import type { RouteReading } from "@/components/resource-page/use-rows";
import { useSampleData } from "@/components/shell/sample-data";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { StateLabel } from "@/components/ui/state-label";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { useNow } from "@/components/ui/use-now";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import { visibleName } from "@/lib/core/visible-name";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import type { Resource } from "@/lib/resources/resource";
import { FullTime } from "./cells";

const uses: Resource<LicenseUse> = licenseUsage;
const COLUMNS = Object.keys(licenseUsage.columns);

interface EvidenceHeaderProps {
  configuration: Scoped<LicenseConfiguration>;
  arn: string;
  usage: RouteReading<LicenseUse>;
  isFetching: boolean;
  isComplete: boolean;
  onRefresh: () => void;
}

/** What this is evidence of, and what can be done with it. */
export function EvidenceHeader({ configuration, arn, usage, isFetching, isComplete, onRefresh }: EvidenceHeaderProps) {
  const sampleData = useSampleData();
  const name = visibleName(configuration.name) ?? "An unnamed configuration";
  const { table, length } = usage.set;
  const key = scopeKey(configuration.scope);
  const shown = Uint32Array.from(Array(length).keys()).filter((row) => table.scopeKeys.at(row) === key);
  const file = { resource: { ...uses, title: `License evidence ${name}` }, set: usage.set, table, shown, view: { columns: COLUMNS } };
  const { exported, startExport } = useExport(file, sampleData);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-muted">
          <span className="print:hidden">
            <PageLink href={licenseConfigurations.path}>License configurations</PageLink> /{" "}
          </span>
          License evidence
        </p>
        <h1 className="text-lg font-semibold break-words">{name}</h1>
        <p className="flex items-center gap-1 text-muted">
          <span className="min-w-0 font-mono text-xs break-all">{arn}</span>
          <CopyButton text={arn} what="ARN" className="-my-1 print:hidden" />
        </p>
        <PrintedAt />
      </div>
      <p aria-live="polite">
        <StateLabel tone={isFetching ? "busy" : isComplete ? "good" : "warning"}>
          {isFetching ? "Reading" : isComplete ? "Complete" : "Not complete: see “How it was read”"}
        </StateLabel>
      </p>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button icon={<RefreshCw aria-hidden className="size-3.5" />} disabled={isFetching} onClick={onRefresh}>
          Read again
        </Button>
        <Button
          icon={<Download aria-hidden className="size-3.5" />}
          disabled={usage.set.end === null || exported !== null}
          onClick={startExport}
        >
          {exported === null ? "Rows as CSV" : `Exporting ${Math.floor(100 * exported)} %`}
        </Button>
        <Button icon={<Printer aria-hidden className="size-3.5" />} disabled={isFetching} onClick={() => window.print()}>
          Print
        </Button>
      </div>
    </header>
  );
}

interface ButtonProps {
  icon: ReactNode;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

const Button = ({ icon, disabled, onClick, children }: ButtonProps) => (
  <button type="button" className="button tabular-nums" disabled={disabled} onClick={onClick}>
    {icon} {children}
  </button>
);

/** On paper alone: when it was printed, and where it can be seen again. */
function PrintedAt() {
  const now = useNow();
  const isHydrated = useIsHydrated();
  if (!isHydrated) return null;
  return (
    <p className="hidden break-all print:block">
      AMI Ledger, printed <FullTime iso={new Date(now).toISOString()} /> from {window.location.href}
    </p>
  );
}
