import {
  CreateImageUsageReportCommand,
  DescribeImagesCommand,
  DescribeImageUsageReportEntriesCommand,
  DescribeImageUsageReportsCommand,
} from "@aws-sdk/client-ec2";
import { expect, it, onTestFinished } from "vitest";
import { emulatorOptions } from "./command-line";
import { startEmulator } from "./server";
import { clients, failure } from "./test-support";

it("sets latency and buckets", async () => {
  const ec2 = await served("--entries", "7", "--latency", "75", "--bucket", "1,0");
  const begin = performance.now();

  await ec2.send(new DescribeImageUsageReportEntriesCommand({}));
  const took = performance.now() - begin;
  const second = await failure(ec2.send(new DescribeImageUsageReportEntriesCommand({})));

  expect(took).toBeGreaterThanOrEqual(75);
  expect(second).toMatchObject({ code: "RequestLimitExceeded" });
});

it("asks for a matrix, with reports that take their time and a bucket of its own for writing", async () => {
  const ec2 = await served("--matrix", "3x20", "--report-time", "60000", "--mutating-bucket", "1,0");
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({}));
  const create = () =>
    ec2.send(new CreateImageUsageReportCommand({ ImageId: Images[0]?.ImageId, ResourceTypes: [{ ResourceType: "ec2:Instance" }] }));

  await create();
  const second = await failure(create());
  const { ImageUsageReports = [] } = await ec2.send(new DescribeImageUsageReportsCommand({}));

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
])("is refused where it says %s %s, by the option's name", (option, value) => {
  expect(() => emulatorOptions([option, value])).toThrow(`${option} takes`);
});

async function served(...args: string[]) {
  const emulator = await startEmulator(emulatorOptions(args));
  onTestFinished(() => emulator.close());
  return clients(emulator).ec2;
}
