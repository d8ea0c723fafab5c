import { accountHref } from "@/lib/core/routes";
import type { Scope, Scoped } from "@/lib/core/scope";
import { imageConsoleUrl } from "@/lib/resources/console-url";
import type { Resource } from "@/lib/resources/resource";
import type { GrantedAccount, ImageGrants, UngrantedAccount } from "./grants";
import type { AccountReferences } from "./image-usage";
import { typeWords } from "./words";

/** How an account's grant and its use stand to each other. */
export type GrantStanding =
  | "used, not granted"
  | "used, may be granted"
  | "granted, no use seen"
  | "granted, use unknown"
  | "granted, in use";

/** One account that is granted an image or uses it: plain JSON. */
export interface GrantLine {
  imageId: string;
  /** 12 digits. */
  account: string;
  standing: GrantStanding;
  /** `account`, or ARNs of organizations and units, on one line. */
  through: string | null;
  /** `3 instances, 1 launch template`. */
  references: string | null;
  /** Why its use is not known. */
  why: string | null;
}

/** A line an account, what needs a decision first. */
export const grantLines = (scope: Scope, imageId: string, { granted, ungranted }: ImageGrants): Scoped<GrantLine>[] => [
  ...ungranted.map((account) => ({ scope, imageId, ...ofUngranted(account) })),
  ...granted.map((account) => ({ scope, imageId, ...ofGranted(account) })),
];

const ofUngranted = ({ account, grant, through, references }: UngrantedAccount): Omit<GrantLine, "imageId"> => ({
  account,
  standing: grant === "not granted" ? "used, not granted" : "used, may be granted",
  through: through.length === 0 ? null : through.join("; "),
  references: referenceText(references),
  why: null,
});

const ofGranted = ({ account, through, use, references, why }: GrantedAccount): Omit<GrantLine, "imageId"> => ({
  account,
  standing: use === "unknown" ? "granted, use unknown" : `granted, ${use}`,
  through: through.join("; "),
  references: references === null ? null : referenceText(references),
  why,
});

/** `3 instances, 1 launch template`: each type by itself, for they do not add up. */
function referenceText({ byType }: AccountReferences): string | null {
  const parts = Object.entries(byType).flatMap(([type, count]) => {
    if (count === 0) return [];
    return count === null ? [`${typeWords(type, 2)}, how many AWS did not tell`] : [`${count} ${typeWords(type, count)}`];
  });
  return parts.length === 0 ? null : parts.join(", ");
}

export const grantLineList = {
  path: "/image-launch-permissions",
  title: "Grants against usage",
  noun: ["account", "accounts"],
  summary: "Who may launch one image, against who is seen to use it.",
  service: "ec2",
  actions: ["ec2:DescribeImageAttribute"],
  identity: ({ imageId, account, standing }) => `${imageId}/${account}/${standing}`,
  columns: {
    account: { label: "Account", kind: "account", value: ({ account }) => account, href: ({ account }) => accountHref(account) },
    standing: { label: "Grant and use", kind: "text", value: ({ standing }) => standing },
    references: {
      label: "References",
      kind: "text",
      value: ({ references }) => references,
      absent: "No reference is seen",
      unknown: ({ standing, why }) => (standing === "granted, use unknown" ? { state: "not reported", why: why ?? "" } : null),
    },
    through: { label: "Granted through", kind: "text", value: ({ through }) => through, absent: "No grant contains it" },
  },
  defaultSort: "standing.desc,account.asc",
  ids: {},
  filters: {},
  maxPageSize: null,
  empty: "Nobody is granted the image, and nobody is seen to use it.",
  consoleUrl: ({ scope, imageId }) => imageConsoleUrl(scope.region, imageId),
} satisfies Resource<GrantLine>;
