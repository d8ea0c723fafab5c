import { expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as scopes } from "@/app/api/scopes/route";
import { ACCOUNT, request, startAws } from "@/lib/server/http/test-support";

const SAMPLE = `arn:aws:iam::${ACCOUNT}:user/ami-ledger-sample-data`;

const aws = await startAws({ "us-east-1": {}, "eu-west-1": {} }, SAMPLE);

it("is said of the scopes", async () => {
  expect(await (await scopes(request())).json()).toEqual({
    accounts: [{ id: ACCOUNT, name: null, arn: SAMPLE, regions: ["us-east-1", "eu-west-1"], error: null }],
    regions: ["us-east-1", "eu-west-1"],
    scopes: [
      { account: ACCOUNT, region: "us-east-1" },
      { account: ACCOUNT, region: "eu-west-1" },
    ],
    accountNames: {},
    credentials: "AWS SDK default chain",
    sampleData: true,
    writes: "off",
    verdictMaxHours: 24,
  });
});

it("is said in the name of a file, also of a partial one", async () => {
  const whole = await fastLaunchImages(request("format=csv"));
  aws.faults.push({ kind: "deny", region: "eu-west-1" });
  const partial = await fastLaunchImages(request("format=csv&partial=allow"));

  expect(whole.headers.get("content-disposition")).toMatch(/"sample-data-fast-launch-images_\S+_\w+Z\.csv"$/);
  expect(partial.headers.get("content-disposition")).toMatch(/"sample-data-fast-launch-images_\S+_\w+Z_partial\.csv"$/);
});

it("is asked of AWS once", () => {
  expect(aws.calls.filter((call) => call.service === "sts")).toHaveLength(1);
});
