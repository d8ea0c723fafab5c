import { describe, expect, it } from "vitest";
import { GET } from "@/app/api/permission-checks/route";
import { ACCOUNT, read, request } from "@/lib/server/http/test-support";
import { aws, MEMBER, READS, states } from "./permission-checks.test-support";

describe("what is used beside the rows", () => {
  it("is asked in the home of the account only: names of accounts", async () => {
    const reading = await read(GET);

    const asked = reading.lines.filter((line) => line.type === "rows").flatMap(({ scope, rows }) => rows.map((row) => [row.action, scope]));
    expect(asked.filter(([action]) => action === "organizations:ListAccounts")).toEqual([
      ["organizations:ListAccounts", { account: ACCOUNT, region: "us-east-1" }],
    ]);
    expect(asked.filter(([action]) => action === "ec2:DescribeRegions")).toEqual([]);
  });

  it("is asked where all regions are to be read: the account's regions", async () => {
    process.env.LEDGER_REGIONS = "all";
    process.env.AWS_REGION = "us-east-1";

    const reading = await read(GET, "region=us-east-1&region=us-west-2");

    expect(reading.rows.filter(({ action }) => action === "ec2:DescribeRegions")).toMatchObject([{ state: "allowed" }]);
  });
});

describe("further accounts", () => {
  it("are asked with their own roles, and not for names", async () => {
    process.env.LEDGER_ROLE_ARNS = `arn:aws:iam::${MEMBER}:role/ami-ledger`;
    aws.faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", account: MEMBER });

    const reading = await read(GET, `account=${MEMBER}&region=us-east-1`);

    expect(states(reading)).toEqual({
      ...Object.fromEntries(READS.map((action) => [action, "allowed"])),
      "ec2:DescribeFastLaunchImages": "denied",
    });
  });

  it("fail as on every page where their role cannot be entered", async () => {
    process.env.LEDGER_ROLE_ARNS = "arn:aws:iam::999988887777:role/ami-ledger";

    const reading = await read(GET, "region=us-east-1");

    expect(reading.failures).toMatchObject([
      { scope: { account: "999988887777", region: "us-east-1" }, error: { kind: "denied", code: "AccessDenied" } },
    ]);
    expect(reading.failures[0]?.error.message).toContain("sts:AssumeRole");
    expect(reading.rows).toHaveLength(READS.length + 1);
  });

  it("fail, and are denied no action, where their role cannot be entered again", async () => {
    process.env.LEDGER_ROLE_ARNS = `arn:aws:iam::${MEMBER}:role/ami-ledger`;
    const query = `account=${MEMBER}&region=us-east-1`;
    await read(GET, query);
    aws.faults.push({ kind: "expired-credentials", account: MEMBER }, { kind: "deny", operation: "AssumeRole", account: MEMBER });

    const reading = await read(GET, query);

    expect(reading.failures).toMatchObject([{ error: { kind: "denied", code: "AccessDenied" } }]);
    expect(reading.rows).toEqual([]);
  });
});

describe("the route", () => {
  it.each(["dry-run=true", "page-size=5", "max-items=1", "starting-token=abc"])("refuses %s before AWS is asked", async (query) => {
    const response = await GET(request(query));

    expect(response.status).toBe(400);
    expect((await response.json()).error.parameter).toBe(query.split("=")[0]);
    expect(aws.dataCalls()).toEqual([]);
  });

  it("answers with a file too", async () => {
    const response = await GET(request("region=us-west-2&format=csv"));

    expect(response.headers.get("content-disposition")).toContain("permission-checks");
    expect((await response.text()).split("\r\n")[0]).toBe(
      "state,action,neededFor,account,region,kind,code,message,requestId,service,operation",
    );
  });
});
