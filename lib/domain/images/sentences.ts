/** `2026-11-20 14:03 UTC`. What is no time stays as it is. */
export function utcTime(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `2026-11-20`. What is no time stays as it is. */
export function utcDay(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toISOString().slice(0, 10);
}

/** `instances` for `ec2:Instance` and so on; a type that AWS added since as it is. */
export function typeWords(resourceType: string | null, count: number): string {
  const words = TYPE_WORDS[resourceType ?? ""];
  if (words === undefined) return resourceType ?? "resources of a type that AWS did not tell";
  return count === 1 ? words[0] : words[1];
}

const TYPE_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  "ec2:Instance": ["instance", "instances"],
  "ec2:LaunchTemplate": ["launch template", "launch templates"],
};
