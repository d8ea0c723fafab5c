import "server-only";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticStructureSchema } from "@smithy/types";
import { type JsonSchema, listOf, object, orNull, text, time, truth } from "@/lib/core/json-schema";
import { rowMembers } from "./plain";

/** JSON Schema of the row that `plainRow` makes of an SDK structure. */
export const rowSchema = (schema: StaticStructureSchema): JsonSchema => valueSchema(NormalizedSchema.of(schema));

function valueSchema(schema: NormalizedSchema): JsonSchema {
  if (schema.isStructSchema()) return object(Object.fromEntries(rowMembers(schema).map(({ key, member }) => [key, memberSchema(member)])));
  if (schema.isListSchema()) return listOf(valueSchema(schema.getValueSchema()));
  if (schema.isTimestampSchema()) return time;
  if (schema.isBooleanSchema()) return truth;
  if (schema.isNumericSchema()) return { type: "number" };
  return text;
}

/** An absent list is empty, anything else that is absent is null. */
const memberSchema = (member: NormalizedSchema): JsonSchema => (member.isListSchema() ? valueSchema(member) : orNull(valueSchema(member)));
