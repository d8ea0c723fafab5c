/** A JSON Schema, as OpenAPI 3.1 has it (dialect 2020-12). */
export type JsonSchema = { readonly [keyword: string]: unknown };

export const text: JsonSchema = { type: "string" };
export const time: JsonSchema = { type: "string", format: "date-time" };
export const count: JsonSchema = { type: "integer", minimum: 0 };
export const truth: JsonSchema = { type: "boolean" };

export const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });

export const enumSchema = (words: readonly string[]): JsonSchema => ({ type: "string", enum: words });

/** A value that may be null: AWS returned none, or it is unknown. */
export const orNull = (schema: JsonSchema): JsonSchema =>
  typeof schema.type === "string" && schema.enum === undefined
    ? { ...schema, type: [schema.type, "null"] }
    : { anyOf: [schema, { type: "null" }] };

/** An object that has each of the members. */
export function object<T extends object>(members: { readonly [Member in keyof T]-?: JsonSchema }): JsonSchema {
  return { type: "object", required: Object.keys(members), properties: members };
}
