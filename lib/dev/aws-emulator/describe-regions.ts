import type { DescribeRegionsRequest, Region } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-error";
import { footing } from "./caller";
import { type Attributes, ec2Predicate } from "./filters";
import { endDryRun, type Operation, typedOperation } from "./operation";
import { ERRORS } from "./service-errors";
import type { RegionWorld } from "./world";

/** The regions of the calling account. One that is not opted in shows only when all are asked for, or by its name. */
export const describeRegions: Operation = typedOperation<DescribeRegionsRequest>((input, { caller, region }) => {
  if (!footing(caller, region)) throw ERRORS.ec2.badCredentials();
  const named = new Set(input.RegionNames);
  const unknown = [...named].filter((name) => !Object.hasOwn(caller.regions, name));
  if (unknown.length > 0) throw new AwsError("InvalidParameterValue", `Invalid region names: [${unknown.join(", ")}]`);
  const matches = ec2Predicate(input.Filters ?? [], (name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined));
  endDryRun(input);

  const isAsked = ({ RegionName = "", OptInStatus }: Region) =>
    named.size > 0 ? named.has(RegionName) : input.AllRegions || OptInStatus !== "not-opted-in";
  return { Regions: Object.entries(caller.regions).map(described).filter(isAsked).filter(matches) };
});

const attributes: Attributes<Region> = {
  endpoint: (region) => [region.Endpoint],
  "opt-in-status": (region) => [region.OptInStatus],
  "region-name": (region) => [region.RegionName],
};

function described([RegionName, { optInStatus = "opt-in-not-required" }]: [string, RegionWorld]): Region {
  return { RegionName, Endpoint: `ec2.${RegionName}.amazonaws.com`, OptInStatus: optInStatus };
}
