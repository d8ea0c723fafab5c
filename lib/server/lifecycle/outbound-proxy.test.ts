import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { ec2Client } from "@/lib/aws/sdk/clients";
import { startAws } from "@/lib/server/http/test-support";
import { followOutboundProxy } from "./outbound-proxy";

/** What the proxy was asked, as `GET http://…` or `CONNECT host:port`. It opens no tunnels: nothing may leave this machine. */
const asked: string[] = [];
const proxy = createServer((incoming, answer) => {
  asked.push(`${incoming.method} ${incoming.url}`);
  const { method, headers, url = "" } = incoming;
  incoming.pipe(request(url, { method, headers }, (from) => from.pipe(answer.writeHead(from.statusCode ?? 502, from.headers))));
});
proxy.on("connect", ({ url }, socket) => {
  asked.push(`CONNECT ${url}`);
  socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
});
const aws = await startAws({ "us-east-1": {} });

beforeAll(async () => {
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const address = proxy.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  vi.stubEnv("HTTPS_PROXY", url);
  vi.stubEnv("HTTP_PROXY", url);
  vi.stubEnv("NO_PROXY", "direct.invalid");
  followOutboundProxy();
});
afterAll(() => {
  vi.unstubAllEnvs();
  proxy.close();
});
beforeEach(() => {
  asked.length = 0;
});

const { DescribeRegionsCommand } = await import("@aws-sdk/client-ec2");
const regionsIn = (region: string) => ec2Client({ account: null, region }).send(new DescribeRegionsCommand({}));

it("calls to AWS go through the proxy", async () => {
  expect((await regionsIn("us-east-1")).Regions).toBeDefined();
  expect(asked).toEqual([`POST ${aws.url}/`]);
});

it("encrypted calls go through a tunnel of the proxy", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", "https://ec2.invalid");

  await expect(regionsIn("eu-west-1")).rejects.toThrow();
  expect(new Set(asked)).toEqual(new Set(["CONNECT ec2.invalid:443"]));
});

it("calls to a host of NO_PROXY do not", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", "https://direct.invalid");

  await expect(regionsIn("ap-south-1")).rejects.toThrow();
  expect(asked).toEqual([]);
});

it("what is fetched goes through the proxy, but not from a host of NO_PROXY", async () => {
  await expect(fetch("https://login.invalid/keys")).rejects.toThrow();
  await expect(fetch("https://direct.invalid/keys")).rejects.toThrow();

  expect(asked).toEqual(["CONNECT login.invalid:443"]);
});
