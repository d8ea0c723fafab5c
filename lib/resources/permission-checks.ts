import type { FailureKind } from "@/lib/core/row-events";
import { scopeColumns } from "./common-columns";
import type { Resource } from "./resource";

/** Whether AWS lets one scope call one operation, as it answered when it was asked. */
export interface PermissionCheck {
  /** `DescribeFastLaunchImages`. */
  operation: string;
  /** The IAM action, `ec2:DescribeFastLaunchImages`. */
  action: string;
  service: string;
  /** `not known` where AWS could not be asked: that is neither allowed nor denied. */
  state: "allowed" | "denied" | "not known";
  /** Without it only something beside the rows is missing. */
  required: boolean;
  /** Why AWS did not allow it. Null where it did, or was not asked. */
  kind: FailureKind | null;
  /** AWS's code, or the name of the fault. Null where AWS simply answered, or was not asked. */
  code: string | null;
  message: string | null;
  requestId: string | null;
  /** The title of the page whose rows need it. */
  neededFor: string;
}

/** A check before AWS is asked. */
export type CheckedAction = Pick<PermissionCheck, "operation" | "action" | "service" | "required" | "neededFor">;

/** The check of what a resource is read with. */
export const checkOf = ({ title, actions: [action] }: Pick<Resource<never>, "title" | "actions">): CheckedAction =>
  checkedAction(action, { required: true, neededFor: title });

function checkedAction(action: string, rest: Pick<CheckedAction, "required" | "neededFor">): CheckedAction {
  const [service = "", operation = ""] = action.split(":");
  return { operation, action, service, ...rest };
}

export const REGIONS_CHECK = checkedAction("ec2:DescribeRegions", { required: true, neededFor: "Finding the account's regions" });

export const ACCOUNT_NAMES_CHECK = checkedAction("organizations:ListAccounts", {
  required: false,
  neededFor: "Names of accounts, members of organizational units",
});

const states = {
  allowed: "good",
  denied: "bad",
  "not known": "warning",
  "denied, not required": "neutral",
} as const;

/** The state in words: a permission that nothing depends on is no fault where it is missing. */
const stateText = ({ state, required }: PermissionCheck): keyof typeof states =>
  state === "denied" && !required ? "denied, not required" : state;

/** A dry run that succeeds is answered with an error too, whose words would mislead. */
const unlessAllowed = ({ state }: PermissionCheck, text: string | null): string | null => (state === "allowed" ? null : text);

export const permissionChecks = {
  path: "/permission-checks",
  title: "Permissions",
  noun: ["check", "checks"],
  summary:
    "What AWS lets the server read, in each account and region, asked of AWS itself: by dry runs of EC2, or by reading one row. Refresh asks again.",
  service: "ec2",
  // A scope without any answer lacks this one: its role could not be assumed.
  actions: ["sts:AssumeRole"],
  identity: (check) => check.action,
  columns: {
    state: {
      label: "State",
      kind: "state",
      value: stateText,
      tones: states,
      facet: true,
      hint: "Not known means that AWS could not be asked, not that it refused",
    },
    action: { label: "Action", kind: "id", value: (check) => check.action, facet: true, hint: "What an IAM policy must allow" },
    neededFor: { label: "Needed for", kind: "text", value: (check) => check.neededFor, facet: true },
    account: {
      label: "Account",
      kind: "account",
      value: (check) => check.scope.account,
      absent: scopeColumns.account.absent,
      facet: true,
      hint: "Whose permissions these are",
    },
    region: scopeColumns.region,
    kind: {
      label: "Cause",
      kind: "word",
      value: (check) => check.kind,
      absent: "There is none, or AWS was not asked",
      facet: true,
      optional: true,
    },
    code: { label: "Code", kind: "word", value: (check) => unlessAllowed(check, check.code), absent: "AWS allowed it, or was not asked" },
    message: { label: "Message", kind: "text", value: (check) => unlessAllowed(check, check.message), absent: "AWS allowed it" },
    requestId: {
      label: "Request id",
      kind: "id",
      value: (check) => check.requestId,
      absent: "There was no answer that has one",
      optional: true,
    },
    service: { label: "Service", kind: "word", value: (check) => check.service, optional: true },
    operation: { label: "Operation", kind: "word", value: (check) => check.operation, optional: true },
  },
  defaultSort: "state.desc",
  ids: {},
  filters: {},
  maxPageSize: null,
  isDerived: true,
  isOfNow: true,
  empty: "Nothing was checked. That does not mean that anything is allowed or denied.",
  consoleUrl: () => null,
} satisfies Resource<PermissionCheck>;
