import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { DescribeImageUsageReportsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { LicenseManagerClient, ListLicenseConfigurationsCommand } from "@aws-sdk/client-license-manager";
import { afterEach, describe, expect, it } from "vitest";
import type { ScopeError } from "@/lib/core/row-events";
import { toScopeError } from "./aws-errors";
import { Ec2Protocol } from "./ec2-protocol";
import { StrictJsonProtocol } from "./json-protocol";

const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "a-secret" };
const DENIED =
  '<?xml version="1.0"?><Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>Not you.</Message></Error></Errors><RequestID>from-body</RequestID></Response>';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("a failure on the wire", () => {
  it("of EC2 has the request id of the body", async () => {
    expect(await ec2Error((response) => response.writeHead(403).end(DENIED))).toEqual({
      kind: "denied",
      code: "UnauthorizedOperation",
      message: "Not you.",
      requestId: "from-body",
      httpStatus: expect.any(Number),
    });
  });

  it("of EC2 has the request id of the header where both are there", async () => {
    const error = await ec2Error((response) => response.writeHead(403, { "x-amzn-RequestId": "from-header" }).end(DENIED));

    expect(error.requestId).toBe("from-header");
  });

  it("keeps AWS's code where the body begins with a byte order mark", async () => {
    const body = JSON.stringify({ __type: "AccessDeniedException", Message: "Not you." });

    expect(await ec2Error((response) => response.writeHead(403).end(`\uFEFF${DENIED}`))).toMatchObject({
      code: "UnauthorizedOperation",
      message: "Not you.",
    });
    expect(await licenseError((response) => response.writeHead(400).end(`\uFEFF${body}`))).toMatchObject({
      code: "AccessDeniedException",
      message: "Not you.",
    });
  });

  it("of License Manager has the request id of the header", async () => {
    const body = JSON.stringify({ __type: "com.amazonaws#RateLimitExceededException", Message: "Too many requests." });

    expect(await licenseError((response) => response.writeHead(400, { "x-amzn-RequestId": "r-2" }).end(body))).toEqual({
      kind: "throttled",
      code: "RateLimitExceededException",
      message: "Too many requests.",
      requestId: "r-2",
      httpStatus: expect.any(Number),
    });
  });

  it.each([
    ["a body that is cut", 200, "<DescribeImageUsageReportsResponse><imageUsageReportSet>"],
    ["a body that is no XML", 200, "/srv/proxy: out of memory"],
  ])("is unexpected, without the words of the body: %s", async (_, status, body) => {
    const { kind, code, message } = await ec2Error((response) => response.writeHead(status).end(body));

    expect({ kind, code }).toEqual({ kind: "unexpected", code: "UnreadableAnswer" });
    expect(message).toMatch(/^AWS gave an answer that could not be read: it is not /);
    expect(message).not.toContain("/srv");
  });

  it.each([
    [502, "unreachable"],
    [403, "denied"],
    [500, "unexpected"],
  ])("has the status as its code where a gateway answers in its place: %s", async (status, kind) => {
    const error = await ec2Error((response) => response.writeHead(status).end("<html><body>Bad gateway at /srv/proxy</body></html>"));

    expect(error).toMatchObject({ kind, code: `Http${status}`, httpStatus: status });
    expect(error.message).not.toContain("/srv");
  });

  it("is throttled where a gateway says so without a code of AWS", async () => {
    expect((await ec2Error((response) => response.writeHead(429).end())).kind).toBe("throttled");
  });

  it("is unreachable where the connection is cut", async () => {
    expect(await ec2Error((response) => response.destroy())).toMatchObject({ kind: "unreachable", requestId: null });
  });

  it("is unreachable where nobody listens", async () => {
    const endpoint = await listen((_, response) => response.end());
    await new Promise((closed) => servers.pop()?.close(closed));

    expect(await failure(ec2(endpoint))).toMatchObject({
      kind: "unreachable",
      code: "ECONNREFUSED",
      message: "AWS could not be reached, or did not answer in time.",
    });
  });

  it("says that there are no credentials", async () => {
    const client = new EC2Client({ region: "us-east-1", maxAttempts: 1 });

    expect(await failure(client.send(new DescribeImageUsageReportsCommand({})))).toEqual({
      kind: "denied",
      code: "CredentialsProviderError",
      message: "The server found no AWS credentials to use.",
      requestId: null,
      httpStatus: null,
    });
  });
});

type Answer = (response: ServerResponse) => void;

async function ec2Error(answer: Answer): Promise<ScopeError> {
  return failure(ec2(await listen((_, response) => answer(response))));
}

async function licenseError(answer: Answer): Promise<ScopeError> {
  const endpoint = await listen((_, response) => answer(response));
  const client = new LicenseManagerClient({ region: "us-east-1", endpoint, credentials, maxAttempts: 1, protocol: StrictJsonProtocol });
  return failure(client.send(new ListLicenseConfigurationsCommand({})).finally(() => client.destroy()));
}

function ec2(endpoint: string): Promise<unknown> {
  const client = new EC2Client({ region: "us-east-1", endpoint, credentials, maxAttempts: 1, protocol: Ec2Protocol });
  return client.send(new DescribeImageUsageReportsCommand({})).finally(() => client.destroy());
}

async function failure(request: Promise<unknown>): Promise<ScopeError> {
  return request.then(() => {
    throw new Error("The request was expected to fail.");
  }, toScopeError);
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
