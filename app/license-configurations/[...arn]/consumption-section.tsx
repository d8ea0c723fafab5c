import { formatNumber } from "@/lib/core/format";
import type { Consumption, TypeConsumption } from "@/lib/domain/licenses/by-account";
import { nothingConsumes } from "@/lib/domain/licenses/reconcile";
import type { ConsumptionEvidence } from "@/lib/usecases/license-evidence";
import { AccountText, NotSaid, WordText } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";

/** Licenses that have a number. Where some have none, it is the least. */
function licenses({ licenses: sum, withoutNumber }: Consumption): string {
  return withoutNumber === 0 ? formatNumber(sum) : `at least ${formatNumber(sum)} (${formatNumber(withoutNumber)} without a number)`;
}

const since: EvidenceColumn<Consumption> = {
  label: "Since the limit was passed",
  isNumber: true,
  cell: ({ sincePassed }) =>
    sincePassed === null ? <NotSaid reason="It is not over, or not known since when" /> : formatNumber(sincePassed),
};

const ACCOUNTS: readonly EvidenceColumn<Consumption>[] = [
  { label: "Account", cell: ({ key }) => <AccountText id={key} /> },
  { label: "Resources", isNumber: true, cell: ({ resources }) => formatNumber(resources) },
  { label: "Licenses", isNumber: true, cell: licenses },
];

const TYPES: readonly EvidenceColumn<TypeConsumption>[] = [
  { label: "Resource type", cell: ({ key }) => <WordText text={key} /> },
  { label: "Resources", isNumber: true, cell: ({ resources }) => formatNumber(resources) },
  { label: "Licenses", isNumber: true, cell: licenses },
  {
    label: "License Manager says",
    isNumber: true,
    cell: ({ said }) => (said === null ? <NotSaid reason="AWS returned no sum" /> : formatNumber(said)),
  },
  {
    label: "Associated",
    isNumber: true,
    cell: ({ associated }) => (associated === null ? <NotSaid reason="AWS returned no number" /> : formatNumber(associated)),
  },
];

interface ConsumptionSectionProps {
  consumption: Pick<ConsumptionEvidence, "accounts" | "types" | "passed" | "unknown" | "reconciliation">;
  /** The counting type of the licenses. */
  unit: string | null;
}

/** Who consumes the licenses, and with what. */
export function ConsumptionSection({ consumption: { accounts, types, passed, unknown, reconciliation }, unit }: ConsumptionSectionProps) {
  const note = [
    unit === null ? "AWS did not say in which unit." : `Counted by ${unit}.`,
    unknown === null ? "" : `Of the rows that arrived only: ${unknown.why}`,
  ].join(" ");
  const keyOf = ({ key }: Consumption, place: number): string => `${key} ${place}`;
  return (
    <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2 print:grid-cols-1">
      <EvidenceSection title="By account" note={note}>
        {accounts.length === 0 ? (
          <Nothing unknown={unknown} reconciliation={reconciliation} />
        ) : (
          <EvidenceTable
            caption="Consumption by account"
            columns={passed === null ? ACCOUNTS : [...ACCOUNTS, since]}
            rows={accounts}
            rowKey={keyOf}
            noun={["account", "accounts"]}
          />
        )}
      </EvidenceSection>
      <EvidenceSection title="By resource type" note="An associated image consumes nothing itself.">
        {types.length === 0 ? (
          <Nothing unknown={unknown} reconciliation={reconciliation} />
        ) : (
          <EvidenceTable caption="Consumption by resource type" columns={TYPES} rows={types} rowKey={keyOf} noun={["type", "types"]} />
        )}
      </EvidenceSection>
    </div>
  );
}

const Nothing = ({ unknown, reconciliation }: Pick<ConsumptionEvidence, "unknown" | "reconciliation">) => (
  <p>{unknown === null ? nothingConsumes(reconciliation) : `Not known (${unknown.state}): ${unknown.why}`}</p>
);
