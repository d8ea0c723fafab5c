import "server-only";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { hastyEc2Client } from "@/lib/aws/sdk/clients";
import { defaultRegion } from "@/lib/aws/sdk/default-region";
import { memoizeAsync } from "@/lib/core/memoize-async";

const MEMOIZED = { answerMs: 60 * 60_000, failureMs: 30_000 };

/** The regions of an account, or why they could not be found out. */
export type EnabledRegions = { regions: string[] } | { error: unknown };

const questions = new Map<string, () => Promise<string[]>>();

/** The regions that an account has enabled (EC2 API Reference, DescribeRegions), in alphabetical order. */
export async function enabledRegions(account: string | null): Promise<EnabledRegions> {
  const key = account ?? "";
  const question = questions.get(key) ?? memoizeAsync(() => askRegions(account), MEMOIZED);
  questions.set(key, question);
  return question().then(
    (regions) => ({ regions }),
    (error: unknown) => ({ error }),
  );
}

async function askRegions(account: string | null): Promise<string[]> {
  const region = await defaultRegion();
  const { Regions = [] } = await hastyEc2Client({ account, region }).send(new DescribeRegionsCommand({}));
  return Regions.filter(({ OptInStatus }) => OptInStatus !== "not-opted-in")
    .flatMap(({ RegionName }) => RegionName ?? [])
    .sort();
}
