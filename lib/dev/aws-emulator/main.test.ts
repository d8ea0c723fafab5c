import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { DescribeImageUsageReportEntriesCommand } from "@aws-sdk/client-ec2";
import { expect, it } from "vitest";
import { clients } from "./test-support";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

it("prints its address, serves the world it was asked for and ends when told to", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", main, "--port", "0", "--entries", "7"]);
  const exited = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");

  const { url } = JSON.parse(String(line));
  const page = await clients({ url }).ec2.send(new DescribeImageUsageReportEntriesCommand({}));
  child.kill("SIGTERM");

  expect(page.ImageUsageReportEntries).toHaveLength(7);
  expect(await exited).toEqual([0, null]);
});

it("does not start where it is asked for what it cannot do", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", main, "--bucket", "0,20"]);

  expect(await once(child, "exit")).toEqual([1, null]);
});
