import { StateLabel } from "@/components/ui/state-label";
import { formatCount } from "@/lib/core/format";
import type { Unknown } from "@/lib/core/known";
import type { LicenseFailure } from "@/lib/resources/license-configuration-failures";
import { AccountText, FullTime, IdText, WordText } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";

const COLUMNS: readonly EvidenceColumn<LicenseFailure>[] = [
  { label: "Failed", cell: ({ failureTime }) => <FullTime iso={failureTime} /> },
  { label: "Operation", cell: ({ operationName }) => <WordText text={operationName} /> },
  { label: "Message", cell: ({ errorMessage }) => <WordText text={errorMessage} /> },
  { label: "Resource", cell: ({ resourceArn }) => <IdText id={resourceArn} /> },
  { label: "Account", cell: ({ resourceOwnerId }) => <AccountText id={resourceOwnerId} /> },
  { label: "Requested by", cell: ({ operationRequestedBy }) => <WordText text={operationRequestedBy} /> },
];

/** What License Manager could not attach or discover: uses that may be missing from the count. */
export function FailuresSection({ failures, unknown }: { failures: readonly LicenseFailure[]; unknown: Unknown | null }) {
  return (
    <EvidenceSection
      title="Failures"
      note="What License Manager could not attach, detach or discover: such a resource may use a license that is not counted."
    >
      {failures.length === 0 ? (
        <p>{unknown === null ? "License Manager reports no failure." : `Not known (${unknown.state}): ${unknown.why}`}</p>
      ) : (
        <>
          <p className="pb-1">
            <StateLabel tone="warning">
              {formatCount(failures.length, ["failure", "failures"])}
              {unknown === null ? "" : ", and maybe more"}
            </StateLabel>
          </p>
          <EvidenceTable
            caption="Failures of License Manager"
            columns={COLUMNS}
            rows={failures}
            rowKey={({ resourceArn, failureTime }, place) => `${resourceArn} ${failureTime} ${place}`}
            noun={["failure", "failures"]}
            allIn="AWS’s answer alone"
          />
        </>
      )}
    </EvidenceSection>
  );
}
