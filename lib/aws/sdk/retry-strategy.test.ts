import { createServer, type RequestListener, type Server } from "node:http";
import { DescribeImageUsageReportsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, describe, expect, it } from "vitest";
import { LedgerRetryStrategy } from "./retry-strategy";

const EMPTY = "<DescribeImageUsageReportsResponse><imageUsageReportSet/></DescribeImageUsageReportsResponse>";
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("a call that fails", () => {
  it("is tried four times where AWS has a fault of its own", async () => {
    expect(await attempts((_, response) => response.writeHead(500).end(errorBody("InternalError")))).toEqual({
      attempts: 4,
      error: "InternalError",
    });
  });

  it("is tried four times where the connection breaks", async () => {
    expect(await attempts((_, response) => response.destroy())).toMatchObject({ attempts: 4 });
  });

  it("is tried once more where AWS does not answer in time", async () => {
    expect(await attempts(() => undefined)).toEqual({ attempts: 2, error: "TimeoutError" });
  });

  it.each([
    ["by its code", 503, "RequestLimitExceeded"],
    ["by its status", 429, "BrandNewError"],
  ])("is not tried again here where AWS throttles, %s", async (_, status, code) => {
    expect(await attempts((_request, response) => response.writeHead(status).end(errorBody(code)))).toEqual({ attempts: 1, error: code });
  });

  it("is not tried again where the question is at fault", async () => {
    const answer = await attempts((_, response) => response.writeHead(400).end(errorBody("InvalidParameterValue")));

    expect(answer).toEqual({ attempts: 1, error: "InvalidParameterValue" });
  });

  it("succeeds where a later try does", async () => {
    let count = 0;
    const answer = await attempts((_, response) => {
      count += 1;
      if (count < 4) response.writeHead(500).end(errorBody("InternalError"));
      else response.end(EMPTY);
    });

    expect(answer).toEqual({ attempts: 4, error: null });
  });
});

const errorBody = (code: string): string =>
  `<Response><Errors><Error><Code>${code}</Code><Message>No.</Message></Error></Errors><RequestID>r</RequestID></Response>`;

/** How often the endpoint was asked, and what came of it. */
async function attempts(listener: RequestListener): Promise<{ attempts: number; error: string | null }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  const client = new EC2Client({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    retryStrategy: new LedgerRetryStrategy(),
    requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
  });
  const error = await client.send(new DescribeImageUsageReportsCommand({})).then(
    () => null,
    (thrown: unknown) => (thrown instanceof Error ? thrown.name : String(thrown)),
  );
  client.destroy();
  return { attempts: count, error };
}
