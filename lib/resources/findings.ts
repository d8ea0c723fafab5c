import type { Scope } from "@/lib/core/scope";
import { fastLaunchImages } from "./fast-launch-images";
import { imageLaunchPermissions } from "./image-launch-permissions";
import { imageVerdicts, MISSING_CODES, type MissingCode } from "./image-verdicts";
import { importImageTasks } from "./import-image-tasks";
import { licenseConfigurations } from "./license-configurations";
import { closedList } from "./parameters";
import type { Resource } from "./resource";

/** Consequence if nobody acts, worst first. */
export const SEVERITIES = ["blocks-launches", "costs-money", "blocks-removal", "unknown", "info"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** A finding about images whose use is unknown, by the evidence that has to come first. */
export const unknownUse = <Code extends MissingCode>(code: Code) => `use-unknown-${code}` as const;

/** Conditions of an image, worst first: the facet of the Images page that a finding links to. */
export const IMAGE_FINDING_CODES = [
  "use-without-grant",
  "deprecated-no-use-seen",
  "deprecated-in-use",
  "report-expiring",
  "grant-unknown",
  ...MISSING_CODES.map(unknownUse),
  "sharing-quota-near",
] as const;

export type ImageFindingCode = (typeof IMAGE_FINDING_CODES)[number];

/** Everything that a finding can be about. Those of one severity come in this order. */
export const FINDING_CODES = [
  "license-over-limit",
  "license-at-limit",
  "license-near-limit",
  "license-consumption-unknown",
  "fast-launch-enabling-failed",
  "fast-launch-enabled-failed",
  "fast-launch-disabling-failed",
  "import-failed",
  ...IMAGE_FINDING_CODES,
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing that needs attention. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** Subject. For several, `id` is null and `name` says how many; for one, `name` is null where AWS gave none. */
  subject: {
    kind: "image" | "images" | "license-configuration" | "import-image-task" | "fast-launch-image";
    id: string | null;
    name: string | null;
  };
  /** Where it is; null where it is about several scopes. */
  scope: Scope | null;
  /** One sentence for people. */
  message: string;
  /** ISO 8601: since when, as far as that is known. */
  since: string | null;
  /** The page with exactly the rows that it is about. */
  href: string;
}

/** A finding names its scope itself, and may have none. */
const scopeOf = (finding: Finding): Scope | null => finding.scope;

export const findings = {
  path: "/findings",
  title: "Findings",
  noun: ["finding", "findings"],
  summary: "What needs attention, by what it leads to if nobody acts. Each finding links to exactly the rows that it speaks of.",
  service: "ec2",
  actions: [
    ...imageVerdicts.actions,
    ...imageLaunchPermissions.actions.slice(0, 1),
    ...fastLaunchImages.actions,
    ...importImageTasks.actions,
    ...licenseConfigurations.actions,
  ],
  identity: ({ code, href }) => `${code} ${href}`,
  columns: {
    severity: {
      label: "Severity",
      kind: "state",
      value: ({ severity }) => severity,
      tones: { "blocks-launches": "bad", "costs-money": "warning", "blocks-removal": "warning" },
      facet: true,
    },
    code: { label: "Code", kind: "word", value: ({ code }) => code, facet: true },
    message: { label: "Finding", kind: "text", value: ({ message }) => message },
    subjectKind: { label: "About", kind: "word", value: ({ subject }) => subject.kind },
    subjectId: { label: "Id", kind: "id", value: ({ subject }) => subject.id, absent: "It is about several" },
    subjectName: { label: "Name", kind: "text", value: ({ subject }) => subject.name, absent: "AWS gave no name" },
    since: { label: "Since", kind: "time", value: ({ since }) => since, absent: "AWS does not say since when" },
    href: { label: "Link", kind: "text", value: ({ href }) => href },
    region: { label: "Region", kind: "word", value: (finding) => scopeOf(finding)?.region ?? null, absent: "Several scopes" },
    account: { label: "Account", kind: "account", value: (finding) => scopeOf(finding)?.account ?? null, absent: "Several scopes" },
  },
  defaultSort: "severity.asc",
  ids: { severity: closedList("Severity", SEVERITIES), code: closedList("Code", FINDING_CODES) },
  filters: {},
  maxPageSize: null,
  isDerived: true,
  spansScopes: true,
  empty: "Nothing needs attention.",
  consoleUrl: () => null,
} satisfies Resource<Finding>;
