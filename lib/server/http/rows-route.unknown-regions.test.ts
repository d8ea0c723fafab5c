import { describe, expect, it } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { GET as scopesRoute } from "@/app/api/scopes/route";
import { companyWorld } from "@/lib/dev/aws-emulator/company/company-world";
import { read, request, startWorld } from "./test-support";

process.env.AWS_REGION = "us-east-1";
const world = companyWorld({ accounts: 3, regions: ["us-east-1", "eu-west-1"], entriesPerScope: 40, now: new Date() });
const [barred = "", open = ""] = Object.keys(world.members ?? {});
const aws = await startWorld(world);
process.env.LEDGER_REGIONS = "all";
aws.faults.push({ kind: "deny", operation: "AssumeRole", account: barred });

describe("an account whose regions cannot be found out", () => {
  it("stands as one scope that fails with the reason, beside the others", async () => {
    const { failures, done, end } = await read(entries);

    expect(failures).toEqual([
      {
        scope: { account: barred, region: "us-east-1" },
        error: {
          kind: "denied",
          code: "AccessDenied",
          message: expect.stringContaining("sts:AssumeRole"),
          requestId: expect.any(String),
          httpStatus: 403,
        },
      },
    ]);
    expect(done).toHaveLength(4);
    expect(end).toMatchObject({ complete: false, rows: 4 * 40 });
  });

  it("fails in the regions that are asked for, because it may have them", async () => {
    const { failures, done } = await read(entries, `region=eu-west-1&account=${barred}&account=${open}`);

    expect(failures.map(({ scope }) => scope)).toEqual([{ account: barred, region: "eu-west-1" }]);
    expect(done.map(({ scope }) => scope)).toEqual([{ account: open, region: "eu-west-1" }]);
  });

  it("is told with its reason", async () => {
    const { accounts } = await (await scopesRoute(request())).json();

    expect(accounts[1]).toMatchObject({ id: barred, regions: ["us-east-1"], error: { kind: "denied", code: "AccessDenied" } });
    expect(accounts[2]).toMatchObject({ id: open, error: null });
  });
});
