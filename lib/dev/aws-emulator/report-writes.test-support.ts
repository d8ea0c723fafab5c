import {
  CreateImageUsageReportCommand,
  type CreateImageUsageReportRequest,
  DescribeImageUsageReportEntriesCommand,
  DescribeImageUsageReportsCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import type { Conditions } from "./conditions";
import { setup, worldOf } from "./test-support";
import type { ImageUse } from "./world";

export const OWNER = "111122223333";
export const AMI = "ami-00000001";
export const OTHER_AMI = "ami-00000002";
export const SHARED_AMI = "ami-00000003";
export const OF_BOTH = [{ ResourceType: "ec2:Instance" }, { ResourceType: "ec2:LaunchTemplate" }];

const USE: ImageUse[] = [
  { account: "000000000001", resourceType: "ec2:Instance", count: 3 },
  { account: "000000000002", resourceType: "ec2:Instance", count: 5 },
  { account: "000000000002", resourceType: "ec2:LaunchTemplate", count: 1, version: 20 },
  { account: "000000000003", resourceType: "ec2:LaunchTemplate", count: 2, version: 21 },
];

export const depth = (...OptionValues: string[]) => [
  { ResourceType: "ec2:LaunchTemplate", ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues }] },
];

export function start(conditions: Conditions = { reportMs: 0 }) {
  const image = (ImageId: string, OwnerId = OWNER) => ({ ImageId, OwnerId });
  return setup(
    worldOf({ images: [image(AMI), image(OTHER_AMI), image(SHARED_AMI, "999988887777")], imageUse: { [AMI]: structuredClone(USE) } }),
    conditions,
  );
}

export async function create(ec2: EC2Client, input: Partial<CreateImageUsageReportRequest> = {}): Promise<string> {
  const { ReportId = "" } = await ec2.send(new CreateImageUsageReportCommand({ ImageId: AMI, ResourceTypes: OF_BOTH, ...input }));
  return ReportId;
}

export async function reports(ec2: EC2Client) {
  return (await ec2.send(new DescribeImageUsageReportsCommand({}))).ImageUsageReports ?? [];
}

export async function entries(ec2: EC2Client, ...ReportIds: string[]) {
  return (await ec2.send(new DescribeImageUsageReportEntriesCommand({ ReportIds }))).ImageUsageReportEntries ?? [];
}
