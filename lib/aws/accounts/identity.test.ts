import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as scopes } from "@/app/api/scopes/route";
import { ACCOUNT, read, request, startAws } from "@/lib/server/http/test-support";

const aws = await startAws({ "us-east-1": { fastLaunchImages: [{ ImageId: "ami-1" }] } });
beforeEach(() => {
  aws.reset();
  aws.faults.push({ kind: "deny", operation: "GetCallerIdentity" });
});

const UNKNOWN = { account: null, region: "us-east-1" };

describe("an STS that does not answer", () => {
  it("leaves the account unknown, and everything else works", async () => {
    const { lines, rows } = await read(fastLaunchImages);

    expect(lines[0]).toMatchObject({ scopes: [UNKNOWN] });
    expect(rows).toMatchObject([{ imageId: "ami-1" }]);
    expect(lines.at(-2)).toMatchObject({ type: "done", scope: UNKNOWN, pages: 1, rows: 1, nextToken: null });
    expect(lines.at(-1)).toEqual({ type: "end", complete: true, truncated: false, rows: 1 });
  });

  it("leaves the account's cells of a file empty, and its name without sample data", async () => {
    const response = await fastLaunchImages(request("format=csv"));

    expect(response.headers.get("content-disposition")).toMatch(/"fast-launch-images_own-account-us-east-1_\w+\.csv"$/);
    expect((await response.text()).split("\r\n")[1]).toMatch(/ami-1.*,us-east-1,$/);
  });

  it("leaves no account to choose", async () => {
    const response = await fastLaunchImages(request(`account=${ACCOUNT}`));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { parameter: "account", message: expect.stringContaining("none is known") } });
  });

  it("leaves the regions known", async () => {
    const response = await scopes(request());

    expect(await response.json()).toEqual({
      accounts: [{ id: null, arn: null, name: null, regions: ["us-east-1"], error: null }],
      regions: ["us-east-1"],
      scopes: [UNKNOWN],
      accountNames: {},
      credentials: "AWS SDK default chain",
      sampleData: false,
      writes: "off",
      verdictMaxHours: 24,
    });
  });

  it("is not asked again by every request", async () => {
    await Promise.all([read(fastLaunchImages), read(fastLaunchImages), scopes(request())]);

    expect(aws.calls.filter((call) => call.service === "sts")).toEqual([]);
  });
});

describe("an STS that does not answer, beside roles", () => {
  it("keeps the account that may have one of them from being read twice", async () => {
    vi.stubEnv("LEDGER_ROLE_ARNS", `arn:aws:iam::${ACCOUNT}:role/ami-ledger`);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });

    const { failures, rows } = await read(fastLaunchImages);

    expect(rows).toHaveLength(1);
    expect(failures).toMatchObject([{ scope: UNKNOWN, error: { kind: "unreachable", code: "OwnAccountUnknown", httpStatus: null } }]);
  });
});
