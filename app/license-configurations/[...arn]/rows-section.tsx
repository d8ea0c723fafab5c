import { memo } from "react";
import { formatCount, formatNumber } from "@/lib/core/format";
import type { Unknown } from "@/lib/core/known";
import type { RunningTotal } from "@/lib/domain/licenses/over-since";
import { resourceText } from "@/lib/domain/licenses/resource-text";
import type { LicenseUse } from "@/lib/resources/license-usage";
import { AccountText, FullTime, IdText, NotSaid, WordText } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";

type Line = RunningTotal<LicenseUse>;

const columnsIn = (region: string): readonly EvidenceColumn<Line>[] => [
  { label: "Associated", cell: ({ use }) => <FullTime iso={use.associationTime} /> },
  { label: "Account", cell: ({ use }) => <AccountText id={use.resourceOwnerId} /> },
  { label: "Resource", cell: ({ use }) => <IdText id={resourceText(use, region)} /> },
  { label: "Type", cell: ({ use }) => <WordText text={use.resourceType} /> },
  { label: "Status", cell: ({ use }) => <WordText text={use.resourceStatus} /> },
  {
    label: "Licenses",
    isNumber: true,
    cell: ({ use }) => (use.consumedLicenses === null ? <NotSaid reason="AWS gave no number" /> : formatNumber(use.consumedLicenses)),
  },
  {
    label: "Total so far",
    isNumber: true,
    cell: ({ total }) => (total === null ? <NotSaid reason="A time or a number before it is not known" /> : formatNumber(total)),
  },
];

interface RowsSectionProps {
  lines: readonly Line[];
  /** Of the configuration: an ARN is written without it. */
  region: string;
  unknown: Unknown | null;
}

/** Every resource that consumes, in the order in which it was associated. Not drawn again while nothing of it changes. */
export const RowsSection = memo(function RowsSection({ lines, region, unknown }: RowsSectionProps) {
  const counted = `${formatCount(lines.length, ["resource", "resources"])}, in the order of association: the running total shows when a limit was passed. An ARN stands by its last part where its region is ${region} and its account is named beside it; the CSV file has it whole.`;
  return (
    <EvidenceSection title="The rows" note={unknown === null ? counted : `${counted} Not all of them: ${unknown.why}`}>
      {lines.length === 0 ? (
        <p>{unknown === null ? "License Manager lists no resource." : "No row arrived, so nothing can be said."}</p>
      ) : (
        <EvidenceTable
          caption="Resources that consume licenses"
          columns={columnsIn(region)}
          rows={lines}
          rowKey={({ use }, place) => `${use.resourceArn} ${place}`}
          noun={["resource", "resources"]}
        />
      )}
    </EvidenceSection>
  );
});
