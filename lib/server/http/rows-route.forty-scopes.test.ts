import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { GET as scopesRoute } from "@/app/api/scopes/route";
import { companyWorld } from "@/lib/dev/aws-emulator/company/company-world";
import { type Line, linesOf, read, request, startWorld } from "./test-support";

const REGIONS = ["us-east-1", "eu-west-1", "ap-south-1", "us-west-2", "sa-east-1"];

// No scope may fail because the machine is busy.
process.env.LEDGER_CALL_SECONDS = "60";
const world = companyWorld({ accounts: 8, regions: REGIONS, entriesPerScope: 40, now: new Date() });
const [first = "", second = "", third = "", fourth = ""] = Object.keys(world.members ?? {});
const aws = await startWorld(world);
beforeEach(() => aws.reset());
afterEach(() => vi.unstubAllEnvs());

const OPERATION = "DescribeImageUsageReportEntries";

describe("a read of 40 scopes, two of them denied and one hanging", () => {
  it("gives all of the other 39 while the one hangs", async () => {
    aws.faults.push(
      { kind: "deny", operation: OPERATION, account: first, region: "us-east-1" },
      { kind: "deny", operation: OPERATION, account: second, region: "eu-west-1" },
      { kind: "stall", operation: OPERATION, account: third, region: "ap-south-1" },
    );

    const lines: Line[] = [];
    for await (const line of linesAsTheyCome(await entries(request()))) {
      lines.push(line);
      if (lines.filter(({ type }) => type === "done" || type === "failed").length === 39) break;
    }

    expect(lines.filter(({ type }) => type === "done")).toHaveLength(37);
    expect(lines.reduce((sum, line) => sum + (line.type === "rows" ? line.rows.length : 0), 0)).toBe(37 * 40);
    expect(failuresOf(lines)).toEqual([
      ["denied", first, "us-east-1"],
      ["denied", second, "eu-west-1"],
    ]);
  });

  it("fails the one that hangs when its time is up, with the rows that came before", async () => {
    vi.stubEnv("LEDGER_CALL_SECONDS", "2");
    aws.faults.push({ kind: "stall", operation: OPERATION, account: third, region: "ap-south-1", after: 1 });

    const { failures, rows, end } = await read(entries, `account=${third}&region=ap-south-1&page-size=20`);

    expect(failures).toMatchObject([{ scope: { account: third, region: "ap-south-1" }, error: { kind: "unreachable" } }]);
    expect(rows).toHaveLength(20);
    expect(end).toEqual({ type: "end", complete: false, truncated: false, rows: 20 });
  });

  it("fails the five scopes of an account whose role may not be assumed, each with the reason", async () => {
    aws.faults.push({ kind: "deny", operation: "AssumeRole", account: fourth });
    // Its credentials have run out, so they have to be had again.
    aws.faults.push({ kind: "expired-credentials", account: fourth, service: "ec2" });

    const { failures, end } = await read(entries);

    expect(failures.map(({ scope }) => scope.account)).toEqual(Array(5).fill(fourth));
    for (const { error } of failures) {
      expect(error).toMatchObject({ kind: "denied", code: "AccessDenied" });
      expect(error.message).toContain("sts:AssumeRole");
    }
    expect(end).toMatchObject({ complete: false, rows: 35 * 40 });
  });
});

describe("what is configured", () => {
  it("is told with the accounts' names and regions", async () => {
    const answer = await (await scopesRoute(request())).json();

    expect(answer.accounts).toHaveLength(8);
    expect(answer.accounts[1]).toEqual({
      id: first,
      name: "unit-1",
      arn: `arn:aws:iam::${first}:role/ami-ledger`,
      regions: REGIONS,
      error: null,
    });
    expect(answer.accountNames[second]).toBe("unit-2");
    expect(answer.scopes).toHaveLength(40);
  });
});

const failuresOf = (lines: readonly Line[]) =>
  lines.flatMap((line) => (line.type === "failed" ? [[line.error.kind, line.scope.account, line.scope.region]] : [])).toSorted();

async function* linesAsTheyCome({ body }: Response): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const end = rest.lastIndexOf("\n") + 1;
    yield* linesOf(rest.slice(0, end));
    rest = rest.slice(end);
  }
}
