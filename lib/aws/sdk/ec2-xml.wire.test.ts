import { createServer, type Server } from "node:http";
import { DescribeImageUsageReportsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, describe, expect, it } from "vitest";
import { Ec2Protocol } from "./ec2-protocol";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("a body of EC2", () => {
  it("arrives exact: emoji, values of line breaks, empty lists and numbers", async () => {
    const reports = await answered(`
      <imageId>ami-1</imageId>
      <resourceTypeSet>
      </resourceTypeSet>
      <accountIdSet><item>001100110011</item></accountIdSet>
      <creationTime>2026-11-21T12:00:00.000Z</creationTime>
      <tagSet>
        <item><key>mood</key><value>&#x1F600; &amp; more</value></item>
        <item><key>note</key><value>\n</value></item>
        <item><key>empty</key><value></value></item>
      </tagSet>`);

    expect(reports).toEqual([
      {
        ImageId: "ami-1",
        ResourceTypes: [],
        AccountIds: ["001100110011"],
        CreationTime: new Date("2026-11-21T12:00:00.000Z"),
        Tags: [
          { Key: "mood", Value: "😀 & more" },
          { Key: "note", Value: "\n" },
          { Key: "empty", Value: "" },
        ],
      },
    ]);
  });

  it("is read where it is not plain", async () => {
    expect(await answered("<!-- one --><imageId><![CDATA[ami-1]]></imageId>")).toEqual([{ ImageId: "ami-1" }]);
  });
});

async function answered(members: string) {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<DescribeImageUsageReportsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
  <requestId>r-1</requestId>
  <imageUsageReportSet>
    <item>${members}</item>
  </imageUsageReportSet>
</DescribeImageUsageReportsResponse>`;
  const server = createServer((_, response) => response.setHeader("Content-Type", "text/xml").end(body));
  servers.push(server);
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const client = new EC2Client({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    protocol: Ec2Protocol,
  });
  const { ImageUsageReports } = await client.send(new DescribeImageUsageReportsCommand({}));
  client.destroy();
  return ImageUsageReports;
}
