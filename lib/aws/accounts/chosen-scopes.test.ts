import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { licenseUsage } from "@/lib/resources/license-usage";
import { parseReadRequest } from "@/lib/server/http/read-request";
import { ACCOUNT, startAws } from "@/lib/server/http/test-support";
import { chosenScopes } from "./chosen-scopes";

const PAYMENTS = "111122223333";
const ARCHIVE = "444455556666";
const STRANGER = "999999999999";

await startAws({ "us-east-1": {}, "eu-west-1": {} });

beforeEach(() => {
  vi.stubEnv("LEDGER_ROLE_ARNS", `arn:aws:iam::${PAYMENTS}:role/ledger,arn:aws:iam::${ARCHIVE}:role/read/ledger`);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the scopes of a request", () => {
  it("are every account in every region, the server's own account first", async () => {
    expect(await chosen("")).toEqual([
      `${ACCOUNT}/us-east-1`,
      `${ACCOUNT}/eu-west-1`,
      `${PAYMENTS}/us-east-1`,
      `${PAYMENTS}/eu-west-1`,
      `${ARCHIVE}/us-east-1`,
      `${ARCHIVE}/eu-west-1`,
    ]);
  });

  it.each([
    ["an account", `account=${PAYMENTS}`, [`${PAYMENTS}/us-east-1`, `${PAYMENTS}/eu-west-1`]],
    ["the server's own account", `account=${ACCOUNT}&region=eu-west-1`, [`${ACCOUNT}/eu-west-1`]],
    ["several accounts", `account=${ARCHIVE}&account=${PAYMENTS}&region=us-east-1`, [`${PAYMENTS}/us-east-1`, `${ARCHIVE}/us-east-1`]],
    ["a region", "region=eu-west-1", [`${ACCOUNT}/eu-west-1`, `${PAYMENTS}/eu-west-1`, `${ARCHIVE}/eu-west-1`]],
    [
      "regions in another order",
      `account=${PAYMENTS}&region=eu-west-1&region=us-east-1`,
      [`${PAYMENTS}/us-east-1`, `${PAYMENTS}/eu-west-1`],
    ],
  ])("are those of %s where it is named", async (_, query, scopes) => expect(await chosen(query)).toEqual(scopes));

  it("are read with the whole request, and nothing is known to fail", async () => {
    const request = ask("page-size=5");

    for (const scope of await chosenScopes(request)) expect(scope).toMatchObject({ request, refusal: null });
  });

  it("have the server's own account once where a role is its own", async () => {
    vi.stubEnv("LEDGER_ROLE_ARNS", `arn:aws:iam::${PAYMENTS}:role/ledger,arn:aws:iam::${ACCOUNT}:role/ledger`);

    expect(await chosen("region=us-east-1")).toEqual([`${PAYMENTS}/us-east-1`, `${ACCOUNT}/us-east-1`]);
  });

  it("are those of the server's own account where no role is configured", async () => {
    vi.stubEnv("LEDGER_ROLE_ARNS", "");

    expect(await chosen("")).toEqual([`${ACCOUNT}/us-east-1`, `${ACCOUNT}/eu-west-1`]);
  });
});

describe("a request that names what is not configured is refused", () => {
  it.each([
    [
      "an account",
      `account=${STRANGER}`,
      "account",
      `account must be one that is configured (${ACCOUNT}, ${PAYMENTS}, ${ARCHIVE}), not ${STRANGER}.`,
    ],
    [
      "one such account among others",
      `account=${PAYMENTS}&account=${STRANGER}`,
      "account",
      `account must be one that is configured (${ACCOUNT}, ${PAYMENTS}, ${ARCHIVE}), not ${STRANGER}.`,
    ],
    ["a region", "region=moon", "region", "region must be one that is configured (us-east-1, eu-west-1), not “moon”."],
    [
      "a long text in part",
      `region=${"x".repeat(90)}`,
      "region",
      `region must be one that is configured (us-east-1, eu-west-1), not “${"x".repeat(80)}”.`,
    ],
  ])("%s", async (_, query, parameter, message) => {
    await expect(chosen(query)).rejects.toMatchObject({ name: "InvalidParameter", parameter, message });
  });

  it("an ARN of a region that is not read, or not chosen", async () => {
    const arn = arnOf(PAYMENTS, "ap-south-1");

    await expect(chosen(arns(arn), licenseUsage)).rejects.toMatchObject({
      parameter: "license-configuration-arn",
      message: `${arn} is in ap-south-1, which is not among the regions to read (us-east-1, eu-west-1).`,
    });
    const elsewhere = arnOf(PAYMENTS, "eu-west-1");
    await expect(chosen(`region=us-east-1&${arns(elsewhere)}`, licenseUsage)).rejects.toMatchObject({
      message: `${elsewhere} is in eu-west-1, which is not among the regions to read (us-east-1).`,
    });
  });
});

describe("an ARN", () => {
  it("is asked for in its own region, in the account that owns it, and nowhere else", async () => {
    expect(await chosenArns(arns(arnOf(PAYMENTS, "eu-west-1")))).toEqual({ [`${PAYMENTS}/eu-west-1`]: [arnOf(PAYMENTS, "eu-west-1")] });
  });

  it("among others goes to its owner, each to its own", async () => {
    const [one, other, third] = [arnOf(PAYMENTS, "eu-west-1"), arnOf(ARCHIVE, "us-east-1"), arnOf(PAYMENTS, "us-east-1")];

    expect(await chosenArns(arns(one, other, third))).toEqual({
      [`${PAYMENTS}/us-east-1`]: [third],
      [`${PAYMENTS}/eu-west-1`]: [one],
      [`${ARCHIVE}/us-east-1`]: [other],
    });
  });

  it("is asked for in all accounts where its owner is not read: it may be shared with them", async () => {
    const foreign = arnOf(STRANGER, "us-east-1");

    expect(await chosenArns(arns(foreign))).toEqual({
      [`${ACCOUNT}/us-east-1`]: [foreign],
      [`${PAYMENTS}/us-east-1`]: [foreign],
      [`${ARCHIVE}/us-east-1`]: [foreign],
    });
  });

  it("is asked for in the chosen account where its owner is not chosen", async () => {
    const arn = arnOf(PAYMENTS, "us-east-1");

    expect(await chosenArns(`account=${ARCHIVE}&${arns(arn)}`)).toEqual({ [`${ARCHIVE}/us-east-1`]: [arn] });
  });
});

describe("a token", () => {
  it("goes with exactly one scope", async () => {
    expect(await chosen(`account=${PAYMENTS}&region=us-east-1&starting-token=t`)).toEqual([`${PAYMENTS}/us-east-1`]);
    const owned = `starting-token=t&${arns(arnOf(ARCHIVE, "eu-west-1"))}`;
    expect(await chosen(owned, licenseUsage)).toEqual([`${ARCHIVE}/eu-west-1`]);
  });

  it.each([
    ["several accounts", "region=us-east-1", 3, `account=${ACCOUNT}&region=us-east-1`],
    ["several regions", `account=${PAYMENTS}`, 2, `account=${PAYMENTS}&region=us-east-1`],
  ])("with %s is refused, and it is said what to add", async (_, query, count, narrower) => {
    await expect(chosen(`starting-token=t&${query}`)).rejects.toMatchObject({
      parameter: "starting-token",
      message: `starting-token needs exactly one scope, but ${count} are chosen: add ${narrower}.`,
    });
  });
});

type Asked = typeof licenseConfigurations | typeof licenseUsage;

const ask = (query: string, resource: Asked = licenseConfigurations) =>
  resource.path === "/license-usage"
    ? parseReadRequest(licenseUsage, new URLSearchParams(query))
    : parseReadRequest(licenseConfigurations, new URLSearchParams(query));

async function chosen(query: string, resource?: Asked): Promise<string[]> {
  return (await chosenScopes(ask(query, resource))).map(({ scope }) => `${scope.account}/${scope.region}`);
}

async function chosenArns(query: string): Promise<Record<string, readonly string[] | undefined>> {
  const scopes = await chosenScopes(ask(query, licenseUsage));
  return Object.fromEntries(
    scopes.map(({ scope, request }) => [`${scope.account}/${scope.region}`, request.ids["license-configuration-arn"]]),
  );
}

const arnOf = (account: string, region: string): string =>
  `arn:aws:license-manager:${region}:${account}:license-configuration:lic-0123456789abcdef0123456789abcdef`;

const arns = (...all: string[]): string => all.map((arn) => `license-configuration-arn=${arn}`).join("&");
