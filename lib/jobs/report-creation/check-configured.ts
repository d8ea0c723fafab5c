import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { type Scope, scopeKey } from "@/lib/core/scope";

/**
 * Checks that every image is in a scope that is configured.
 *
 * @throws InvalidParameter naming the first that is not.
 */
export function checkConfigured(images: readonly Scope[], configured: readonly Scope[]): void {
  const keys = new Set(configured.map(scopeKey));
  const index = images.findIndex(({ account, region }) => !keys.has(scopeKey({ account, region })));
  const wrong = images[index];
  if (wrong === undefined) return;
  const parameter = `images[${index}]`;
  const where = `account ${wrong.account ?? "unknown"} in ${wrong.region}`;
  throw new InvalidParameter(parameter, `${parameter} must be in an account and region that are configured, not in ${where}.`);
}
