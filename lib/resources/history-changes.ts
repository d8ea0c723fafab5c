import { AWS_RESOURCES } from "./aws-resources";
import { scopeColumns } from "./common-columns";
import type { Resource } from "./resource";

export const CHANGE_KINDS = ["appeared", "changed", "vanished"] as const;

/** What one whole reading of a list has differently from the one before it: a row that came or went, or one member of a row. */
export interface HistoryChange {
  /** Path of the list, without its slash. */
  resource: string;
  /** Identity of the row. */
  id: string;
  /** ISO 8601: the first reading that has it so. */
  at: string;
  /** ISO 8601: the last reading that had it otherwise. */
  previousAt: string;
  kind: (typeof CHANGE_KINDS)[number];
  /** Null where the whole row came or went. */
  member: string | null;
  /** JSON: the value of the member, or the row. Null where there was none. */
  before: unknown;
  after: unknown;
}

const jsonText = (value: unknown): string | null => (value === null || typeof value === "string" ? value : JSON.stringify(value));

const NAMES = AWS_RESOURCES.map(({ path }) => path.slice(1));

export const historyChanges = {
  path: "/history/changes",
  title: "Changes",
  noun: ["change", "changes"],
  summary: "What came, went or changed in a list, each change between the two readings that it fell between.",
  service: "ec2",
  actions: ["sts:AssumeRole"],
  identity: ({ resource, id, at, member }) => `${resource} ${id} ${at} ${member}`,
  columns: {
    at: { label: "Seen", kind: "time", value: (change) => change.at, hint: "The first reading that has it so" },
    previousAt: { label: "After", kind: "time", value: (change) => change.previousAt, hint: "The last reading that had it otherwise" },
    kind: { label: "Change", kind: "word", value: (change) => change.kind, facet: true },
    resource: { label: "List", kind: "word", value: (change) => change.resource },
    id: { label: "Row", kind: "id", value: (change) => change.id },
    member: { label: "Member", kind: "word", value: (change) => change.member, absent: "The whole row came or went", facet: true },
    before: { label: "Before", kind: "text", value: (change) => jsonText(change.before), absent: "There was no value" },
    after: { label: "Afterwards", kind: "text", value: (change) => jsonText(change.after), absent: "There is no value" },
    region: scopeColumns.region,
    account: scopeColumns.account,
  },
  defaultSort: "at.desc",
  ids: {
    resource: {
      label: "List",
      expected: `one of ${NAMES.join(", ")}`,
      pattern: new RegExp(`^(?:${NAMES.join("|")})$`),
      example: "images",
      suggestions: NAMES,
    },
    id: { label: "Row", expected: "1 to 9,000 characters", pattern: /^[\s\S]{1,9000}$/, example: "ami-0abcdef1234567890" },
  },
  filters: {},
  maxPageSize: null,
  isDerived: true,
  isHistory: true,
  exactlyOne: ["resource"],
  empty: "Nothing changed in this period, as far as it was read.",
  consoleUrl: () => null,
} satisfies Resource<HistoryChange>;
