import { beforeEach, describe, expect, it } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { GET as scopesRoute } from "@/app/api/scopes/route";
import { companyWorld } from "@/lib/dev/aws-emulator/company/company-world";
import { emptyRegion, type World } from "@/lib/dev/aws-emulator/world";
import { read, request, startWorld } from "./test-support";

const company = companyWorld({ accounts: 4, regions: ["us-east-1", "eu-west-1"], entriesPerScope: 400, now: new Date() });
const [open = "", guarded = "", narrow = ""] = Object.keys(company.members ?? {});
const world: World = { ...company, members: { ...company.members } };
const memberOf = (account: string) => ({ regions: {}, ...company.members?.[account] });
world.members = {
  [open]: memberOf(open),
  [guarded]: { ...memberOf(guarded), externalId: "the-secret-handshake" },
  [narrow]: {
    regions: {
      "us-east-1": emptyRegion(),
      "me-south-1": { ...emptyRegion(), optInStatus: "opted-in" },
      "af-south-1": { ...emptyRegion(), optInStatus: "not-opted-in" },
    },
  },
};
process.env.LEDGER_EXTERNAL_ID = "the-secret-handshake";
process.env.AWS_REGION = "us-east-1";
const aws = await startWorld(world);
process.env.LEDGER_REGIONS = "all";
const assumed = () => aws.calls.filter(({ operation }) => operation === "AssumeRole").map(({ input }) => input);
beforeEach(() => aws.reset());

describe("roles", () => {
  it("are assumed once for all regions, with the external id and a name that says who asks", async () => {
    const { end } = await read(entries);

    expect(end).toMatchObject({ complete: true, rows: 6 * 400 });
    expect(assumed()).toHaveLength(3);
    for (const input of assumed()) {
      expect(input).toMatchObject({
        ExternalId: "the-secret-handshake",
        RoleSessionName: expect.stringMatching(/^ami-ledger@[\w+=,.@-]+$/),
      });
    }
  });

  it("are assumed anew where the session ends in the middle of a load, and nothing is lost or read twice", async () => {
    await read(entries);
    aws.reset();
    aws.faults.push({ kind: "expired-credentials", account: open, region: "eu-west-1", after: 3, times: 1 });

    const { end, rowsOf } = await read(entries, "page-size=20");

    expect(end).toMatchObject({ complete: true, rows: 6 * 400 });
    expect(new Set(rowsOf({ account: open, region: "eu-west-1" })).size).toBe(400);
    expect(assumed()).toHaveLength(1);
  });
});

describe("all regions", () => {
  it("are those that each account has enabled", async () => {
    const { accounts } = await (await scopesRoute(request())).json();

    expect(accounts.map(({ regions }: { regions: string[] }) => regions)).toEqual([
      ["us-east-1", "eu-west-1"],
      ["us-east-1", "eu-west-1"],
      ["us-east-1", "eu-west-1"],
      ["us-east-1", "me-south-1"],
    ]);
  });

  it("can be chosen from, each where it is enabled", async () => {
    const { done } = await read(entries, "region=me-south-1&region=eu-west-1");

    expect(done.map(({ scope }) => `${scope.account}/${scope.region}`).toSorted()).toEqual(
      [`${world.account}/eu-west-1`, `${open}/eu-west-1`, `${guarded}/eu-west-1`, `${narrow}/me-south-1`].toSorted(),
    );
  });
});
