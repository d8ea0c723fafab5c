import { StateLabel } from "@/components/ui/state-label";
import { formatNumber, formatPercent } from "@/lib/core/format";
import { consumedText } from "@/lib/domain/licenses/license-bars";
import { OVER_SINCE_NOTE, type OverLimit, overText } from "@/lib/domain/licenses/over-since";
import type { Reconciliation } from "@/lib/domain/licenses/reconcile";
import {
  type LicenseConfiguration,
  licenseConfigurations,
  licenseUse,
  limitKind,
  limitStatus,
} from "@/lib/resources/license-configurations";
import type { Tone } from "@/lib/resources/resource";
import { AccountText, FullTime, WordText } from "./cells";
import { EvidenceSection } from "./evidence-section";

const tones: Readonly<Record<string, Tone>> = licenseConfigurations.columns.limitStatus.tones;

const LIMITS: Readonly<Record<string, string>> = {
  hard: "Hard: AWS blocks launches over the limit",
  soft: "Soft: AWS allows launches over the limit, and notifies",
};

interface LimitSectionProps {
  configuration: LicenseConfiguration;
  over: OverLimit | null;
  reconciliation: Reconciliation;
}

/** Consumed of entitled, over by how much and since when, and what the configuration demands. */
export function LimitSection({ configuration, over, reconciliation }: LimitSectionProps) {
  const { licenseCount, licenseRules, status, ownerAccountId, description, automatedDiscoveryInformation } = configuration;
  const limit = limitStatus(configuration);
  const use = licenseUse(configuration);
  return (
    <EvidenceSection title="Limit and use">
      <p className="flex flex-wrap items-baseline gap-x-4 pb-2">
        <strong className="text-lg font-semibold tabular-nums">{consumedText(configuration)}</strong>
        <StateLabel tone={tones[limit] ?? "unknown"}>{limit}</StateLabel>
        {use !== null && <span className="tabular-nums">{formatPercent(use)} of the limit</span>}
      </p>
      <dl className="facts">
        <Fact label="Entitled to">
          {licenseCount === null ? "No limit is set: there is no percentage, and nothing is over it" : formatNumber(licenseCount)}
        </Fact>
        <Fact label="Limit kind">{limitWords(configuration)}</Fact>
        <Fact label="Over the limit">{overText(over)}</Fact>
        {over !== null && (
          <Fact label="Over since" isLong>
            {<Since since={over.since} />}
          </Fact>
        )}
        <Fact label="Reconciliation" isLong>
          <StateLabel tone={reconciliation.agrees ? "good" : "warning"}>{reconciliation.agrees ? "agrees" : "not confirmed"}</StateLabel>{" "}
          {reconciliation.text}
        </Fact>
        <Fact label="Counted by">
          <WordText text={configuration.licenseCountingType} />
        </Fact>
        <Fact label="Rules">{licenseRules.length === 0 ? "No rules" : licenseRules.join(", ")}</Fact>
        <Fact label="Status">
          <WordText text={status} />
        </Fact>
        <Fact label="Owner">
          <AccountText id={ownerAccountId} />
        </Fact>
        <Fact label="Last discovery">
          {automatedDiscoveryInformation === null ? (
            "No automated discovery has run"
          ) : (
            <FullTime iso={automatedDiscoveryInformation.lastRunTime} />
          )}
        </Fact>
        {description !== null && description !== "" && (
          <Fact label="Description" isLong>
            {description}
          </Fact>
        )}
      </dl>
    </EvidenceSection>
  );
}

function limitWords(configuration: LicenseConfiguration): string {
  const kind = limitKind(configuration);
  if (kind !== null) return LIMITS[kind] ?? kind;
  return configuration.licenseCount === null ? "No limit is set" : "AWS did not say whether the limit is hard or soft";
}

function Since({ since }: { since: OverLimit["since"] }) {
  if (since.state !== "known")
    return (
      <>
        Not known ({since.state}): {since.why}
      </>
    );
  if (since.value === null) return <>Not over its limit</>;
  return (
    <>
      <strong className="font-semibold">
        <FullTime iso={since.value} /> at the latest.
      </strong>{" "}
      <span className="text-muted">{OVER_SINCE_NOTE}</span>
    </>
  );
}

interface FactProps {
  label: string;
  /** A sentence, which takes a line of its own where two facts share one. */
  isLong?: boolean;
  children: React.ReactNode;
}

function Fact({ label, isLong = false, children }: FactProps) {
  return (
    <div className="contents">
      <dt className={`text-muted ${isLong ? "col-start-1" : ""}`}>{label}</dt>
      <dd className={`min-w-0 break-words ${isLong ? "col-[2/-1]" : ""}`}>{children}</dd>
    </div>
  );
}
