/** How soon somebody should look: `bad` blocks or is wrong now, `warning` will be, `unknown` cannot be said, `ready` can be done when there is time. */
export type Urgency = "bad" | "warning" | "unknown" | "ready";

/** One sentence of what needs attention. True by the rows it was made of, and linked to them. */
export interface Finding {
  urgency: Urgency;
  /** What it is about: the words to read first. */
  subject: string;
  /** What is the matter with it. */
  text: string;
  /** Where, or null where it is about several regions. */
  region: string | null;
  href: string;
  action: string;
}

const ORDER = { bad: 0, warning: 1, unknown: 2, ready: 3 } satisfies Record<Urgency, number>;

/** Worst first; within an urgency, in the order they were found. */
export const sortFindings = (findings: readonly Finding[]): Finding[] => findings.toSorted((a, b) => ORDER[a.urgency] - ORDER[b.urgency]);

/** `us-east-1` where all are of one region, null where not. */
export function commonRegion(rows: readonly { scope: { region: string } }[]): string | null {
  const regions = new Set(rows.map(({ scope }) => scope.region));
  const [first] = regions;
  return regions.size === 1 && first !== undefined ? first : null;
}
