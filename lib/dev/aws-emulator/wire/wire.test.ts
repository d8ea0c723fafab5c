import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import * as ec2 from "@aws-sdk/client-ec2";
import * as licenseManager from "@aws-sdk/client-license-manager";
import type { NormalizedSchema } from "@smithy/core/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentialScope, type Service, services } from "../services";
import { ec2Query, json11 } from "./protocol";
import { inputShape, isRecord, outputShape } from "./schema";
import { escapeXml } from "./xml";

describe("XML content", () => {
  it.each([
    ["keeps markup as text", `<b>&amp;"'`, "&lt;b&gt;&amp;amp;&quot;&apos;"],
    ["refers to white space that a parser may change", "a\tb\nc\rd", "a&#9;b&#10;c&#13;d"],
    ["replaces what XML 1.0 cannot carry", "\u0000\u001B\uFFFE\uD800", "\uFFFD\uFFFD\uFFFD\uFFFD"],
    ["keeps characters beyond the basic plane", "😀", "😀"],
  ])("%s", (_, text, expected) => expect(escapeXml(text)).toBe(expected));
});

describe("a request that does not fit the shape", () => {
  const { schemas } = services["license-manager"];
  const configurations = schemas.get("ListLicenseConfigurations");
  const images = services.ec2.schemas.get("DescribeFastLaunchImages");

  it.each(['{"MaxResults":"5"}', '{"Filters":{}}', '{"NextToken":1}', '{"Filters":["x"]}', "[]", "{"])(
    "is refused by License Manager: %s",
    (body) => {
      expect(() => configurations && json11.decodeInput(configurations, { target: undefined, body })).toThrow(
        expect.objectContaining({ code: "SerializationException" }),
      );
    },
  );

  it.each(["DryRun=yes", "MaxResults=many", "MaxResults="])("is refused by EC2: %s", (body) => {
    expect(() => images && ec2Query.decodeInput(images, { target: undefined, body })).toThrow(
      expect.objectContaining({ code: "InvalidParameterValue" }),
    );
  });
});

describe("every operation the SDK knows", () => {
  it("passes its whole EC2 input and output through the wire unchanged", async () => {
    const client = new ec2.EC2(options());

    // The SDK adds a presigned URL to this one before it sends it.
    await roundTrip(client, services.ec2, ["CopySnapshot"]);
  }, 20_000);

  it("passes its whole License Manager input and output through the wire unchanged", async () => {
    await roundTrip(new licenseManager.LicenseManager(options()), services["license-manager"], []);
  });
});

const received: unknown[] = [];
let url = "";

/** Answers every operation with a value made from its output shape. */
const server = createServer(async (request, response) => {
  const wire = { target: request.headers["x-amz-target"]?.toString(), body: await text(request) };
  const scope = credentialScope(request.headers.authorization);
  const { protocol, schemas } = services[scope?.service ?? "ec2"];
  const schema = schemas.get(protocol.operationName(wire));
  if (!schema) return response.destroy();
  received.push(protocol.decodeInput(schema, wire));
  const answer = protocol.encodeOutput(schema, structure(outputShape(schema)), "request-id");
  response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${isRecord(address) ? address.port : ""}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function options() {
  return {
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    maxAttempts: 1,
  };
}

async function roundTrip(client: object, { schemas }: Service, except: string[]) {
  const wrong: unknown[] = [];
  for (const [name, schema] of schemas) {
    if (except.includes(name)) continue;
    const method: unknown = Reflect.get(client, name.charAt(0).toLowerCase() + name.slice(1));
    if (typeof method !== "function") throw new Error(`The client has no method for ${name}`);
    const input = structure(inputShape(schema));
    const { $metadata: _, ...output } = await Reflect.apply(method, client, [input]);
    const expected = structure(outputShape(schema));
    if (!same(received.pop(), input) || !same(output, expected)) wrong.push(name);
  }
  expect(wrong).toEqual([]);
}

function same(actual: unknown, expected: unknown): boolean {
  return JSON.stringify(actual) === JSON.stringify(expected);
}

/** A structure with every member present; none of these shapes contains itself. */
function structure(shape: NormalizedSchema): Record<string, unknown> {
  const made = sampleOf(shape, 0);
  return isRecord(made) ? made : {};
}

function sampleOf(shape: NormalizedSchema, depth: number): unknown {
  if (shape.isUnitSchema()) return {};
  if (shape.isStructSchema()) {
    return Object.fromEntries([...shape.structIterator()].map(([name, member]) => [name, sampleOf(member, depth + 1)]));
  }
  if (shape.isMapSchema()) return { "key <1>": sampleOf(shape.getValueSchema(), depth + 1) };
  if (shape.isListSchema()) {
    return [sampleOf(shape.getValueSchema(), depth + 1), sampleOf(shape.getValueSchema(), depth + 1)];
  }
  if (shape.isTimestampSchema()) return new Date("2026-02-03T04:05:06.789Z");
  if (shape.isBooleanSchema()) return depth % 2 === 0;
  if (shape.isNumericSchema()) return 1000 + depth;
  if (shape.isBlobSchema()) return new Uint8Array([0, 127, 255]);
  return ` <${shape.getMemberName()}> & "é'\t\r\n😀 `;
}
