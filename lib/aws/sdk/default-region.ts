import "server-only";
import { EC2Client } from "@aws-sdk/client-ec2";
import { namedError } from "@/lib/core/named-error";
import { awsSettings } from "./settings";

/** The server cannot tell which region to read. */
export class NoRegion extends namedError("NoRegion") {
  constructor() {
    super("No region is configured: set LEDGER_REGIONS (us-east-1,eu-west-1) or AWS_REGION, or a region in the AWS profile.");
  }
}

/**
 * Where the global questions are asked: who we are, which regions there are. The first configured region,
 * or that of the environment or the AWS profile.
 *
 * @throws NoRegion
 */
export async function defaultRegion(): Promise<string> {
  const { regions } = awsSettings();
  if (regions !== "all" && regions[0] !== undefined) return regions[0];
  const region = await new EC2Client({}).config.region().catch(() => "");
  if (region === "") throw new NoRegion();
  return region;
}
