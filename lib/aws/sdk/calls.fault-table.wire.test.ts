import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createImageUsageReport } from "@/lib/aws/operations/create-image-usage-report";
import { deleteImageUsageReport } from "@/lib/aws/operations/delete-image-usage-report";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import { ACCOUNT, startAws, times } from "@/lib/server/http/test-support";
import { toScopeError } from "./aws-errors";
import { hastyEc2Client, organizationsClient, stsClient } from "./clients";

// Pauses between two tries are a random part of seconds. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.05);
process.env.LEDGER_CALL_SECONDS = "2";
afterAll(() => vi.restoreAllMocks());

const IMAGE = "ami-0abcdef1234567890";
const scope = { account: ACCOUNT, region: "us-east-1" };
const stay = new AbortController().signal;
const options = { resourceTypes: ["ec2:Instance"], versionDepth: 20, accountIds: [], tags: [] };

const aws = await startAws({
  "us-east-1": { images: [{ ImageId: IMAGE, OwnerId: ACCOUNT }] },
});
aws.world.organization = [{ Id: ACCOUNT, Name: "images" }];

const REPORTS = times(500, (index) => `amiur-${String(index).padStart(17, "0")}`);
let serial = 0;

/** The operations that no read route shows: what is written, and the questions beside the rows. */
const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  CreateImageUsageReport: () => createImageUsageReport(scope, { imageId: IMAGE, options, clientToken: `token-${serial}` }, stay),
  DeleteImageUsageReport: () => deleteImageUsageReport(scope, REPORTS[serial] ?? "", stay),
  DescribeRegions: () => hastyEc2Client(scope).send(new DescribeRegionsCommand({})),
  ListAccounts: () => organizationsClient(scope).send(new ListAccountsCommand({})),
  GetCallerIdentity: () => stsClient(scope).send(new GetCallerIdentityCommand({})),
};

beforeEach(() => {
  aws.reset();
  serial += 1;
  const region = aws.world.regions["us-east-1"];
  if (region !== undefined) region.imageUsageReports = [{ ReportId: REPORTS[serial], State: "available", ImageId: IMAGE }];
});

const every = (code: string) => Object.fromEntries(Object.keys(CALLS).map((operation) => [operation, code]));
const of = (ec2: string, organizations: string, sts: string) => ({
  ...every(ec2),
  ListAccounts: organizations,
  GetCallerIdentity: sts,
});
const body = (text: string, status = 200): Fault => ({ kind: "replace-body", body: text, status });

const CASES: [string, Fault, Readonly<Record<string, string>>][] = [
  ["a refusal", { kind: "deny" }, of("UnauthorizedOperation", "AccessDeniedException", "AccessDenied")],
  ["an error of the server", { kind: "internal-error" }, of("InternalError", "ServiceException", "InternalFailure")],
  ["expired credentials", { kind: "expired-credentials" }, of("RequestExpired", "ExpiredTokenException", "ExpiredToken")],
  ["no answer", { kind: "stall" }, every("TimeoutError")],
  ["a connection that is closed", { kind: "reset" }, every("ECONNRESET")],
  ["a connection that breaks before the body", { kind: "cut", at: 0 }, every("ECONNRESET")],
  ["a connection that breaks in the body", { kind: "cut" }, every("ECONNRESET")],
  ["a body that ends early", { kind: "malformed" }, every("UnreadableAnswer")],
  ["a body without its last bytes", { kind: "malformed", at: 0.99 }, every("UnreadableAnswer")],
  ["an empty body", body(""), every("UnreadableAnswer")],
  ["a page of HTML", body("<html><body>Welcome</body></html>"), every("UnreadableAnswer")],
  ["a page of HTML of a gateway", body("<html><body>Bad gateway</body></html>", 502), every("Http502")],
  ["null", body("null"), every("UnreadableAnswer")],
  ["an array", body("[]"), every("UnreadableAnswer")],
  ["the document of another operation", body("<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>"), every("UnreadableAnswer")],
  ["the object of another operation", body('{"LicenseConfigurations":[]}'), every("UnreadableAnswer")],
  ["another character set", { kind: "encode", as: "utf16le" }, every("UnreadableAnswer")],
  ["a compressed body that breaks off", { kind: "encode", as: "broken-gzip" }, every("UnreadableAnswer")],
];

describe("each operation that writes or asks beside the rows", () => {
  it("succeeds where nothing is wrong", async () => {
    expect(await outcomes()).toEqual(every("ok"));
  });

  it.each(CASES)("fails with its code over %s", async (_, fault, codes) => {
    aws.faults.push(fault);

    expect(await outcomes()).toEqual(codes);
  });
});

/** What became of each call: its code, or `ok`. */
async function outcomes(): Promise<Record<string, string>> {
  const all = Object.entries(CALLS).map(async ([operation, call]) => {
    const outcome = await call().then(
      () => "ok",
      (error: unknown) => toScopeError(error).code,
    );
    return [operation, outcome] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}
