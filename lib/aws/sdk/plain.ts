import "server-only";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticStructureSchema } from "@smithy/types";

/**
 * An AWS structure as plain JSON: every member of its shape, names with the first letter lower-cased,
 * dates as ISO 8601 UTC, absent as null, an absent list as [].
 */
export type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? {
          [K in keyof T & string as Uncapitalize<K>]-?: T[K] extends readonly unknown[] | undefined
            ? Plain<NonNullable<T[K]>>
            : Plain<NonNullable<T[K]>> | null;
        }
      : T;

type Convert = (value: unknown) => unknown;

/**
 * Makes the function that turns a structure of the SDK into a row. It walks the SDK's own schema, so a
 * member that AWS adds arrives without a change here. Members that AWS marks as sensitive are left out:
 * they may be pre-signed URLs, and rows leave the server.
 */
export function plainRow<T extends object>(schema: StaticStructureSchema): (value: T) => Plain<T> {
  const convert = structure(NormalizedSchema.of(schema));
  // The schema and the type are generated from the same model; TypeScript cannot see that.
  return (value) => convert(value) as Plain<T>;
}

function converter(schema: NormalizedSchema): Convert {
  if (schema.isStructSchema()) return structure(schema);
  if (schema.isListSchema()) {
    const item = converter(schema.getValueSchema());
    return (value) => (Array.isArray(value) ? value.map(item) : []);
  }
  return (value) => (value instanceof Date ? value.toISOString() : (value ?? null));
}

/** The members that a row has of a structure, by AWS's name and ours. */
export function rowMembers(schema: NormalizedSchema): { name: string; key: string; member: NormalizedSchema }[] {
  return [...schema.structIterator()]
    .filter(([, member]) => !member.getMergedTraits().sensitive)
    .map(([name, member]) => ({ name, key: name.charAt(0).toLowerCase() + name.slice(1), member }));
}

function structure(schema: NormalizedSchema): Convert {
  const members = rowMembers(schema).map(({ name, key, member }) => ({ name, key, convert: converter(member) }));
  return (value) => {
    if (typeof value !== "object" || value === null) return null;
    const source: Readonly<Record<string, unknown>> = { ...value };
    const row: Record<string, unknown> = {};
    for (const { name, key, convert } of members) row[key] = convert(source[name]);
    return row;
  };
}
