import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  CreateImageUsageReportCommand,
  DescribeImagesCommand,
  DescribeImageUsageReportEntriesCommand,
  DescribeImageUsageReportsCommand,
} from "@aws-sdk/client-ec2";
import { expect, it } from "vitest";
import { clients, failure } from "./test-support";

it("prints its address, serves the world it was asked for and ends when told to", async () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", main, "--port", "0", "--entries", "7"]);
  const exited = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");

  const { url } = JSON.parse(String(line));
  const page = await clients({ url }).ec2.send(new DescribeImageUsageReportEntriesCommand({}));
  child.kill("SIGTERM");

  expect(page.ImageUsageReportEntries).toHaveLength(7);
  expect(await exited).toEqual([0, null]);
}, 20_000);

it("takes latency and buckets from the command line", async () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const options = ["--entries", "7", "--latency", "75", "--bucket", "1,0"];
  const child = spawn(process.execPath, ["--import", "tsx", main, ...options]);
  const [line] = await once(createInterface(child.stdout), "line");
  const { ec2 } = clients(JSON.parse(String(line)));
  const begin = performance.now();

  await ec2.send(new DescribeImageUsageReportEntriesCommand({}));
  const took = performance.now() - begin;
  const second = await failure(ec2.send(new DescribeImageUsageReportEntriesCommand({})));
  child.kill("SIGTERM");

  expect(took).toBeGreaterThanOrEqual(75);
  expect(second).toMatchObject({ code: "RequestLimitExceeded" });
});

it("serves a matrix, with reports that take their time and a bucket of its own for writing", async () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const options = ["--matrix", "3x20", "--report-time", "60000", "--mutating-bucket", "1,0"];
  const child = spawn(process.execPath, ["--import", "tsx", main, ...options]);
  const [line] = await once(createInterface(child.stdout), "line");
  const { ec2 } = clients(JSON.parse(String(line)));
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({}));
  const create = () =>
    ec2.send(new CreateImageUsageReportCommand({ ImageId: Images[0]?.ImageId, ResourceTypes: [{ ResourceType: "ec2:Instance" }] }));

  await create();
  const second = await failure(create());
  const { ImageUsageReports = [] } = await ec2.send(new DescribeImageUsageReportsCommand({}));
  child.kill("SIGTERM");

  expect(Images).toHaveLength(3);
  expect(second).toMatchObject({ code: "RequestLimitExceeded" });
  expect(ImageUsageReports.map((report) => report.State)).toEqual(["available", "available", "available", "pending"]);
});

it.each([
  ["--bucket", "100,20,3"],
  ["--bucket", "0,20"],
  ["--mutating-bucket", "50"],
  ["--matrix", "200"],
  ["--matrix", "0x5"],
  ["--report-time", "soon"],
])("refuses %s %s", async (option, value) => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", main, option, value]);

  expect(await once(child, "exit")).toEqual([1, null]);
});
