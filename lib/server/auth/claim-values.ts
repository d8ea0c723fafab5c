import type { Claims } from "./person";

/** A claim by its name, or by its path: `realm_access.roles`. A name with dots goes first, as in `https://example.com/groups`. */
export function claimValue(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split(".").reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), claims);
}

/** Text that is neither empty nor longer than a cookie can hold. */
export const claimText = (value: unknown, maxLength = Number.POSITIVE_INFINITY): string | null =>
  typeof value === "string" && value !== "" && value.length <= maxLength ? value : null;

export const isRecord = (value: unknown): value is Claims => typeof value === "object" && value !== null;
