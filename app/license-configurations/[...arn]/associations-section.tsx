import { formatCount, formatNumber } from "@/lib/core/format";
import type { Unknown } from "@/lib/core/known";
import type { AssociationGap } from "@/lib/domain/licenses/association-gap";
import type { LicenseAssociation } from "@/lib/resources/license-configuration-associations";
import { AccountText, FullTime, IdText, NotSaid, WordText } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";

const COLUMNS: readonly EvidenceColumn<LicenseAssociation>[] = [
  { label: "Associated", cell: ({ associationTime }) => <FullTime iso={associationTime} /> },
  { label: "Resource", cell: ({ resourceArn }) => <IdText id={resourceArn} /> },
  { label: "Type", cell: ({ resourceType }) => <WordText text={resourceType} /> },
  { label: "Owner", cell: ({ resourceOwnerId }) => <AccountText id={resourceOwnerId} /> },
  {
    label: "Image scope",
    cell: ({ amiAssociationScope: scope }) =>
      scope === null ? <NotSaid reason="AWS says this only of images associated across accounts" /> : scope,
  },
];

interface AssociationsSectionProps {
  gap: AssociationGap;
  /** Why the associations are not all here, or null. */
  unknown: Unknown | null;
  /** Why the rows that they are compared with are not all here, or null. */
  usesUnknown: Unknown | null;
}

/** What the configuration is attached to beside the resources that consume. */
export function AssociationsSection({ gap, unknown, usesUnknown }: AssociationsSectionProps) {
  const { both, associatedOnly, usedOnly } = gap;
  const all = both + associatedOnly.length;
  const note = [
    `${formatCount(all, ["association", "associations"])}: ${formatNumber(both)} of resources among the rows below, ${formatNumber(associatedOnly.length)} of others.`,
    unknown === null ? "" : `Not all of them: ${unknown.why}`,
    usesUnknown === null ? "" : `The rows below are not all there either: ${usesUnknown.why}`,
    usedOnly > 0 && unknown === null ? `${formatCount(usedOnly, ["resource consumes", "resources consume"])} without an association.` : "",
  ].filter((sentence) => sentence !== "");
  return (
    <EvidenceSection title="Associations" note={note.join(" ")}>
      {associatedOnly.length === 0 ? (
        <p>{all === 0 && unknown !== null ? "No association arrived, so nothing can be said." : "No others."}</p>
      ) : (
        <EvidenceTable
          caption="Associated resources that are in no row"
          columns={COLUMNS}
          rows={associatedOnly}
          rowKey={({ resourceArn }, place) => `${resourceArn} ${place}`}
          noun={["association", "associations"]}
          allIn="AWS’s answer alone"
        />
      )}
    </EvidenceSection>
  );
}
