import { FINDING_CODES, type Finding, SEVERITIES } from "@/lib/resources/findings";
import { licensesOver } from "@/lib/resources/license-configurations";
import type { FindingFact } from "./finding-fact";
import { toFinding } from "./to-finding";

/** Facts as rows: by what they lead to, then by kind, then what has been so the longest, then the largest. */
export function worstFirst(facts: readonly FindingFact[], scopes: string): Finding[] {
  return facts
    .map((fact) => ({ finding: toFinding(fact, scopes), size: sizeOf(fact) }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
        FINDING_CODES.indexOf(a.finding.code) - FINDING_CODES.indexOf(b.finding.code) ||
        timeOf(a.finding) - timeOf(b.finding) ||
        b.size - a.size ||
        Number(a.finding.message > b.finding.message) - Number(a.finding.message < b.finding.message),
    )
    .map(({ finding }) => finding);
}

/** Size for sorting: number of rows, or licenses over the limit. */
function sizeOf(fact: FindingFact): number {
  if ("configuration" in fact) return licensesOver(fact.configuration) ?? 0;
  return ("tasks" in fact ? fact.tasks : fact.images).length;
}

/** A finding of no known age comes behind all others. */
const timeOf = ({ since }: Finding): number => (since === null ? Number.MAX_VALUE : Date.parse(since));
