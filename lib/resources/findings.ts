import type { Scope } from "@/lib/core/scope";

/** What a finding leads to if nobody acts, worst first. */
export const SEVERITIES = ["blocks-launches", "costs-money", "blocks-removal", "unknown", "info"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** One thing that needs attention. */
export interface Finding {
  /** What is the matter, in kebab-case: for programs and rules. */
  code: string;
  severity: Severity;
  /** What it is about. `id` is null where it is about several. */
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
