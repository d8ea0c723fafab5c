/** The console's host by the prefix of a region's name. ISO partitions have no public console. */
const CONSOLE_HOSTS: readonly [prefix: string, host: string | null][] = [
  ["cn-", "console.amazonaws.cn"],
  ["us-gov-", "console.amazonaws-us-gov.com"],
  ["eusc-", "console.amazonaws-eusc.eu"],
  ["us-iso", null],
  ["eu-iso", null],
  ["", "console.aws.amazon.com"],
];

/**
 * A page of the AWS console in the right partition and region, e.g. `ec2` and `ImageDetails:imageId=ami-1`.
 * Null where the partition has no public console.
 */
export function consoleUrl(region: string, service: string, fragment: string): string | null {
  const host = CONSOLE_HOSTS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? null;
  if (host === null) return null;
  const query = new URLSearchParams({ region });
  return `https://${region}.${host}/${service}/home?${query}#${fragment}`;
}

/** The console's page of one image. Null where there is no image or no public console. */
export function imageConsoleUrl(region: string, imageId: string | null): string | null {
  return imageId === null ? null : consoleUrl(region, "ec2", `ImageDetails:imageId=${encodeURIComponent(imageId)}`);
}
