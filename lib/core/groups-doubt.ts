export const GROUPS_DOUBTS = ["groups-missing", "groups-overage"] as const;

/** Why a person's groups are not known: the provider sent none, or left them out because they are too many. */
export type GroupsDoubt = (typeof GROUPS_DOUBTS)[number];

/** For a person who is a viewer as long as their groups are not known. */
export const VIEWER_FOR_NOW: Record<GroupsDoubt, string> = {
  "groups-missing":
    "Your sign-in came without groups, so you are a viewer. Operators need them: whoever runs AMI Ledger can have your provider send them, in a claim that LEDGER_ROLE_CLAIM names.",
  "groups-overage":
    "Your groups did not arrive, because you are in more than your provider sends. You are a viewer for now. If you are an operator, whoever runs AMI Ledger has to use app roles: LEDGER_ROLE_CLAIM=roles.",
};
