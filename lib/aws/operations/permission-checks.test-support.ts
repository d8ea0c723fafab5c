import { beforeEach, vi } from "vitest";
import { emptyRegion } from "@/lib/dev/aws-emulator/world";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";
import { ACCOUNT, type ReadAnswer, startAws } from "@/lib/server/http/test-support";

// Pauses between two tries are a random part of seconds. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.05);

export const MEMBER = "000055556666";
export const IMAGE = "ami-0abcdef1234567890";
export const arn = (region: string, owner = ACCOUNT) =>
  `arn:aws:license-manager:${region}:${owner}:license-configuration:lic-0123456789abcdef`;
const furnished = (region: string, owner = ACCOUNT, imageOwner = ACCOUNT) => ({
  images: [{ ImageId: IMAGE, OwnerId: imageOwner }],
  licenseConfigurations: [{ LicenseConfigurationArn: arn(region, owner) }],
});

export const aws = await startAws({
  "us-east-1": furnished("us-east-1"),
  "eu-west-1": furnished("eu-west-1", MEMBER),
  "ap-south-1": {},
  "us-west-2": furnished("us-west-2"),
  "sa-east-1": furnished("sa-east-1"),
});
aws.world.organization = [{ Id: ACCOUNT, Name: "images" }];
aws.world.members = { [MEMBER]: { regions: { "us-east-1": { ...emptyRegion(), ...furnished("us-east-1", MEMBER, MEMBER) } } } };

beforeEach(() => {
  aws.reset();
  process.env.LEDGER_ROLE_ARNS = "";
  process.env.LEDGER_REGIONS = "us-east-1,eu-west-1,ap-south-1,us-west-2,sa-east-1";
  process.env.LEDGER_CACHE_SECONDS = "0";
});

export const READS = AWS_RESOURCES.map(({ actions: [action] }) => action);

export const states = ({ rows }: ReadAnswer) => Object.fromEntries(rows.map(({ action, state }) => [action, state]));

export const check = ({ rows }: ReadAnswer, action: string) => rows.find((row) => row.action === action);
