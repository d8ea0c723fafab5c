import type { Account, ListAccountsRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "./aws-error";
import { listing } from "./listing";
import type { CallContext, Operation } from "./operation";
import { ERRORS } from "./service-errors";

/** The Organizations operations; cached listings are not shared between two calls of this. */
export function organizationOperations(): Record<string, Operation> {
  const ListAccounts = listing<ListAccountsRequest, Account, Account[]>({
    operation: "ListAccounts",
    output: (Accounts, NextToken) => ({ Accounts, NextToken }),
    defaultPageSize: 20,
    largestPage: 20,
    maxResults: { min: 1, max: 20 },
    codes: { badParameter: "InvalidInputException", badToken: "InvalidInputException" },
    where: () => undefined,
    source: listedOrganization,
    from: (accounts) => accounts,
  });
  return { ListAccounts };
}

/** Only the base account is let in, as the management account or a delegated administrator. */
function listedOrganization({ world, caller }: CallContext): Account[] {
  if (world.organization === undefined) {
    throw new AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
  }
  if (world.organization === null || caller.account !== world.account) {
    throw ERRORS.organizations.deny("You don't have permissions to access this resource.");
  }
  return world.organization;
}
