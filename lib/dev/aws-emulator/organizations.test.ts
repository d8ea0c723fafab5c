import { type Account, ListAccountsCommand, paginateListAccounts } from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { assume, clients, failure, setup, worldOf } from "./test-support";
import type { World } from "./world";

const ACCOUNTS: Account[] = Array.from({ length: 45 }, (_, index) => ({
  Id: String(100_000_000_000 + index),
  Arn: `arn:aws:organizations::111122223333:account/o-1/${100_000_000_000 + index}`,
  Name: `team-${index}`,
  Email: `team-${index}@example.com`,
  State: index === 3 ? "SUSPENDED" : "ACTIVE",
  JoinedMethod: "CREATED",
  JoinedTimestamp: new Date("2026-02-03T04:05:06.789Z"),
}));

function worldWith(organization?: World["organization"]): World {
  return { ...worldOf({}), members: { "444455556666": { regions: {} } }, ...(organization !== undefined && { organization }) };
}

describe("ListAccounts", () => {
  it("lists all accounts, 20 a page", async () => {
    const { emulator, organizations } = await setup(worldWith(ACCOUNTS));

    const sizes = [];
    const read = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client: organizations }, {})) {
      sizes.push(Accounts.length);
      read.push(...Accounts);
    }

    expect(sizes).toEqual([20, 20, 5]);
    expect(read).toEqual(ACCOUNTS);
    expect(emulator.calls[0]).toMatchObject({ account: "111122223333", service: "organizations", operation: "ListAccounts" });
  });

  it.each([{ MaxResults: 0 }, { MaxResults: 21 }, { NextToken: "opaque" }])("refuses %o", async (input) => {
    const { organizations } = await setup(worldWith(ACCOUNTS));

    expect(await failure(organizations.send(new ListAccountsCommand(input)))).toMatchObject({
      code: "InvalidInputException",
      status: 400,
    });
  });

  it("says that there is no organization", async () => {
    const { organizations } = await setup(worldWith());

    expect(await failure(organizations.send(new ListAccountsCommand({})))).toMatchObject({
      code: "AWSOrganizationsNotInUseException",
      status: 400,
    });
  });

  it("is not for an account that has no say in it, nor for members", async () => {
    const { organizations } = await setup(worldWith(null));
    const { emulator, sts } = await setup(worldWith(ACCOUNTS));
    const member = clients(emulator, "us-east-1", await assume(sts, "444455556666"));

    expect(await failure(organizations.send(new ListAccountsCommand({})))).toMatchObject({ code: "AccessDeniedException", status: 400 });
    expect(await failure(member.organizations.send(new ListAccountsCommand({})))).toMatchObject({ code: "AccessDeniedException" });
  });

  it.each([
    ["throttle", "TooManyRequestsException", 400],
    ["internal-error", "ServiceException", 500],
    ["deny", "AccessDeniedException", 400],
  ] as const)("fails in its own words: %s", async (kind, code, status) => {
    const { emulator, organizations } = await setup(worldWith(ACCOUNTS));
    emulator.faults.push({ kind });

    expect(await failure(organizations.send(new ListAccountsCommand({})))).toMatchObject({ code, status });
  });
});
