import { describe, expect, it } from "vitest";
import type { ScopeError, ScopeFailure } from "@/lib/core/row-events";
import { failureGroups, fewNames, shared } from "./failure-groups";
import { waitingText } from "./still-waiting";

const PAYMENTS = "111122223333";
const MEDIA = "444455556666";
const REGIONS = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1"];
const USUAL = ["ec2:DescribeFastLaunchImages"];

const failure = (account: string | null, region: string, error: Partial<ScopeError> = {}): ScopeFailure => ({
  scope: { account, region },
  error: {
    kind: "denied",
    code: "UnauthorizedOperation",
    message: "You are not authorized.",
    requestId: region,
    httpStatus: 403,
    ...error,
  },
});
const throttled: Partial<ScopeError> = { kind: "throttled", code: "RequestLimitExceeded" };
const notEntered = {
  code: "AccessDenied",
  message: "User: x is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/x",
};

describe("failures", () => {
  it("of one account and cause are one group, whatever their request ids", () => {
    const failures = [...REGIONS.map((region) => failure(MEDIA, region, notEntered)), failure(PAYMENTS, "us-east-1")];

    const groups = failureGroups(failures, USUAL);

    expect(groups.map(({ account, failures: all, actions }) => [account, all.length, actions])).toEqual([
      [MEDIA, 5, ["sts:AssumeRole"]],
      [PAYMENTS, 1, USUAL],
    ]);
  });

  it.each([
    ["kind", {}, throttled],
    ["code", throttled, { ...throttled, code: "Throttling" }],
    ["missing action", notEntered, { ...notEntered, message: "x is not authorized to perform: ec2:DescribeRegions because" }],
  ])("of another %s are another group", (_, one, other) =>
    expect(failureGroups([failure(MEDIA, "us-east-1", one), failure(MEDIA, "us-east-2", other)], USUAL)).toHaveLength(2),
  );

  it.each([
    ["the action that AWS names", { message: "is not authorized to perform: ec2:DescribeRegions because" }, ["ec2:DescribeRegions"]],
    ["the usual actions where AWS names none", {}, USUAL],
    ["no action where the region is not enabled", { code: "AuthFailure" }, []],
    ["no action where AWS did not refuse", throttled, []],
  ])("ask for %s", (_, error, actions) => expect(failureGroups([failure(null, "us-east-1", error)], USUAL)[0]?.actions).toEqual(actions));
});

describe("names", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
    [["a", "b", "c", "d"], "a, b, c and 1 more"],
    [["a", "b", "c", "d", "e", "f", "g"], "a, b, c and 4 more"],
  ])("of %j are a few", (names, text) => expect(fewNames(names, 3)).toBe(text));
});

describe("a value that all have", () => {
  it.each([
    [[1, 1], 1],
    [[1, 2], null],
    [[], null],
  ])("of %j is %j", (items, value) => expect(shared(items, (item) => item)).toBe(value));
});

describe("what a long reading waits for", () => {
  const scopes = REGIONS.map((region) => ({ account: MEDIA, region }));

  it("are the scopes that have neither ended nor failed, a few by name", () => {
    const text = waitingText({ scopes, done: scopes.slice(0, 1), failures: [] }, {});

    expect(text).toBe("Still reading us-east-2, us-west-1, us-west-2 and 1 more");
    expect(waitingText({ scopes, done: scopes.slice(0, 2), failures: [failure(MEDIA, "eu-west-1")] }, {})).toBe(
      "Still reading us-west-1 and us-west-2",
    );
  });

  it("are accounts and regions where there are several accounts", () => {
    const two = [{ account: PAYMENTS, region: "us-east-1" }, ...scopes.slice(0, 1)];

    expect(waitingText({ scopes: two, done: [], failures: [] }, { [MEDIA]: "Media" })).toBe(
      "Still reading 1111-2222-3333 us-east-1 and Media (4444-5555-6666) us-east-1",
    );
  });

  it("is the first answer before there is any", () =>
    expect(waitingText({ scopes: [], done: [], failures: [] }, {})).toBe("Waiting for the first answer"));

  it("is nothing once all have ended", () => expect(waitingText({ scopes, done: scopes, failures: [] }, {})).toBeNull());
});
