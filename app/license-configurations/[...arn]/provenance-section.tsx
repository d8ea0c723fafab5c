"use client";

import { useQuery } from "@tanstack/react-query";
import { StateLabel } from "@/components/ui/state-label";
import { scopesQuery } from "@/lib/client/scopes-query";
import { formatCount, formatNumber } from "@/lib/core/format";
import type { Scope } from "@/lib/core/scope";
import { type Completeness, completeness } from "@/lib/domain/licenses/provenance";
import type { Tone } from "@/lib/resources/resource";
import { AccountText, Moment } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";
import type { NamedReading } from "./named-reading";

const TONES = {
  complete: "good",
  partial: "warning",
  reading: "busy",
  "not reported": "neutral",
  "not permitted": "bad",
  failed: "bad",
} satisfies Record<Completeness["outcome"], Tone>;

const COLUMNS: readonly EvidenceColumn<NamedReading>[] = [
  { label: "AWS operation", cell: ({ operation }) => <OperationName operation={operation} /> },
  { label: "Asked for", cell: ({ asked }) => asked },
  { label: "Scopes", isNumber: true, cell: ({ set }) => formatNumber(set.scopes.length) },
  { label: "Read", cell: ({ set }) => (set.readAt === null ? "not read" : <Moment iso={set.readAt} />) },
  { label: "Rows", isNumber: true, cell: ({ set }) => formatNumber(set.length) },
  {
    label: "Complete?",
    cell: (reading) => {
      const { outcome, words } = completeness(reading);
      return (
        <>
          <StateLabel tone={TONES[outcome]}>{outcome}</StateLabel> <span className="text-muted">{words}</span>
        </>
      );
    },
  },
];

/** `license-manager:ListUsageForLicenseConfiguration`, which may go on in a line of its own behind the service. */
function OperationName({ operation }: { operation: string }) {
  const [service, ...name] = operation.split(":");
  return (
    <>
      {service}:<wbr />
      {name.join(":")}
    </>
  );
}

interface ProvenanceSectionProps {
  scope: Scope;
  owner: string;
  readings: readonly NamedReading[];
}

/** As whom, where, when and with which calls all of this was read, and whether all of it arrived. */
export function ProvenanceSection({ scope, owner, readings }: ProvenanceSectionProps) {
  const { data } = useQuery(scopesQuery());
  const caller = data?.accounts.find(({ id }) => id === scope.account);
  return (
    <EvidenceSection title="How it was read">
      <dl className="facts pb-2">
        <dt className="text-muted">Read as</dt>
        <dd>
          <AccountText id={scope.account} />
        </dd>
        <dt className="text-muted">Caller identity</dt>
        <dd className="min-w-0 break-all">
          {data === undefined ? "Being asked for" : (caller?.arn ?? "AWS has not said whose credentials these are")}
        </dd>
        <dt className="text-muted">Region</dt>
        <dd>{scope.region}</dd>
        {scope.account !== null && scope.account !== owner && (
          <>
            <dt className="text-muted">Shared</dt>
            <dd>
              The owner is another account, <AccountText id={owner} />. AWS does not document what it shows of others’ use to an account
              that a configuration is shared with: the owner’s own listing may hold more.
            </dd>
          </>
        )}
      </dl>
      <EvidenceTable
        caption="The calls to AWS"
        columns={COLUMNS}
        rows={readings}
        rowKey={({ operation, asked }, place) => `${operation} ${asked} ${place}`}
        noun={["call", "calls"]}
      />
      <p className="pt-1 text-muted">{summary(readings)}</p>
    </EvidenceSection>
  );
}

function summary(readings: readonly NamedReading[]): string {
  const outcomes = readings.map((reading) => completeness(reading).outcome);
  const complete = outcomes.filter((outcome) => outcome === "complete").length;
  const all = formatCount(readings.length, ["list", "lists"]);
  return complete === readings.length
    ? `${all} read, every one of them to its end.`
    : `${complete} of ${all} are complete. What follows is true of what arrived.`;
}
