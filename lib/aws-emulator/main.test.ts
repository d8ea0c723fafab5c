import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { DescribeImageUsageReportEntriesCommand } from "@aws-sdk/client-ec2";
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

it.each(["100,20,3", "0,20"])("refuses the bucket %s", async (bucket) => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", main, "--bucket", bucket]);

  expect(await once(child, "exit")).toEqual([1, null]);
});
