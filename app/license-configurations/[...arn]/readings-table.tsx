import { StateLabel } from "@/components/ui/state-label";
import { formatCount, formatNumber } from "@/lib/core/format";
import { type Completeness, completeness } from "@/lib/domain/licenses/provenance";
import type { Tone } from "@/lib/resources/resource";
import { FullTime } from "./cells";
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
  { label: "Read", cell: ({ set }) => (set.readAt === null ? "not read" : <FullTime iso={set.readAt} />) },
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

/** The calls with which all was read, and whether each came to its end. */
export function ReadingsTable({ readings }: { readings: readonly NamedReading[] }) {
  return (
    <>
      <EvidenceTable
        caption="The calls to AWS"
        columns={COLUMNS}
        rows={readings}
        rowKey={({ operation, asked }, place) => `${operation} ${asked} ${place}`}
        noun={["call", "calls"]}
      />
      <p className="pt-1 text-muted">{summary(readings)}</p>
    </>
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
