import { beforeEach, describe, expect, it, vi } from "vitest";
import { ACCOUNT, startAws, times } from "./test-support";

const account = (index: number) => String(100_000_000_000 + index);
const path = (index: number, unit = "ou-ab12-11111111") => `o-a1b2c3d4e5/r-ab12/${unit}/${account(index)}/`;
const arn = (index: number) => `arn:aws:organizations::${ACCOUNT}:account/o-a1b2c3d4e5/${account(index)}`;
const ACCOUNTS = times(45, (index) => ({
  Id: account(index),
  Arn: arn(index),
  Name: `team-${index}`,
  Email: `secret-${index}@example.com`,
  State: index === 3 ? ("SUSPENDED" as const) : ("ACTIVE" as const),
  Status: "ACTIVE" as const,
  Paths: [path(index)],
}));

const aws = await startAws({ "us-east-1": {} });
beforeEach(() => {
  aws.reset();
  aws.world.organization = ACCOUNTS;
  // An answer is remembered for as long as the process lives.
  vi.resetModules();
});

describe("the organization", () => {
  it("is every account with its state and its place, and no e-mail address", async () => {
    const response = await organization();

    const text = await response.text();
    expect(response.status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      accounts: times(45, (index) => ({
        account: account(index),
        name: `team-${index}`,
        state: index === 3 ? "SUSPENDED" : "ACTIVE",
        arn: arn(index),
        paths: [path(index)],
      })),
      readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(text).not.toContain("@");
  });

  it("says null or [] where AWS said nothing, and never takes the retired status for the state", async () => {
    aws.world.organization = [{ Id: "000000000001", Status: "ACTIVE" }];

    expect(await (await organization()).json()).toMatchObject({
      accounts: [{ account: "000000000001", name: null, state: null, arn: null, paths: [] }],
    });
  });

  it("is read once for the page and for the names of accounts", async () => {
    const [first, { accountNames }] = await Promise.all([organization().then((response) => response.json()), scopes()]);
    const again = await (await organization()).json();

    expect(accountNames).toMatchObject({ [account(0)]: "team-0", [account(44)]: "team-44" });
    expect(again).toEqual(first);
    expect(calls()).toHaveLength(3);
  });

  it("goes on behind pages that are empty", async () => {
    aws.faults.push({ kind: "empty-page", operation: "ListAccounts", times: 2 });

    expect((await (await organization()).json()).accounts).toHaveLength(45);
  });
});

describe("an organization that cannot be read", () => {
  it.each([
    ["denied", { organization: null }, [], 403, "AccessDeniedException", "denied"],
    ["not there", { organization: undefined }, [], 404, "AWSOrganizationsNotInUseException", "unexpected"],
    ["throttled", {}, [{ kind: "throttle" }], 503, "TooManyRequestsException", "throttled"],
    ["out of order", {}, [{ kind: "internal-error" }], 502, "ServiceException", "unexpected"],
    ["repeating itself", {}, [{ kind: "repeat-token" }], 502, "RepeatedToken", "unexpected"],
  ] as const)("is said to be %s", async (_, world, faults, status, code, kind) => {
    Object.assign(aws.world, world);
    aws.faults.push(...faults.map((fault) => ({ ...fault, operation: "ListAccounts" })));

    const response = await organization();

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: {
        code,
        kind,
        message: expect.stringMatching(/./),
        requestId: code === "RepeatedToken" ? null : expect.any(String),
        httpStatus: code === "RepeatedToken" ? null : expect.any(Number),
      },
    });
  });

  it("leaves the names that the operator gave", async () => {
    aws.world.organization = null;
    process.env.LEDGER_ACCOUNT_NAMES = `${account(0)}=ours`;

    expect((await scopes()).accountNames).toEqual({ [account(0)]: "ours" });
  });
});

const calls = () => aws.calls.filter(({ operation }) => operation === "ListAccounts");

async function organization(): Promise<Response> {
  const { GET } = await import("@/app/api/organization/route");
  return GET(asked());
}

async function scopes() {
  const { GET } = await import("@/app/api/scopes/route");
  return (await GET(asked())).json();
}

const asked = (): Request => new Request("http://127.0.0.1/", { headers: { host: "127.0.0.1" } });
