import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../aws-error";
import { isRecord } from "./schema";

/** Turns a value into plain JSON: times are epoch seconds, blobs base64, absent members are left out. */
export function encodeJson(shape: NormalizedSchema, value: unknown): unknown {
  if (shape.isStructSchema() && isRecord(value)) return eachMember(shape, value, encodeJson);
  if (shape.isMapSchema() && isRecord(value)) return eachEntry(shape, value, encodeJson);
  if (shape.isListSchema() && Array.isArray(value)) {
    return value.map((item: unknown) => encodeJson(shape.getValueSchema(), item));
  }
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value;
}

/** The inverse of `encodeJson`; a value of the wrong JSON type is refused as AWS does. */
export function decodeJson(shape: NormalizedSchema, value: unknown): unknown {
  if (shape.isStructSchema()) return eachMember(shape, expectRecord(value), decodeJson);
  if (shape.isMapSchema()) return eachEntry(shape, expectRecord(value), decodeJson);
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) throw unexpected("a list");
    return value.map((item: unknown) => decodeJson(shape.getValueSchema(), item));
  }
  if (shape.isTimestampSchema()) return new Date(expectNumber(value) * 1000);
  if (shape.isNumericSchema()) return expectNumber(value);
  if (shape.isBlobSchema()) return new Uint8Array(Buffer.from(expectString(value), "base64"));
  if (shape.isBooleanSchema()) {
    if (typeof value !== "boolean") throw unexpected("a boolean");
    return value;
  }
  return expectString(value);
}

type Convert = (shape: NormalizedSchema, value: unknown) => unknown;

function eachMember(shape: NormalizedSchema, value: Record<string, unknown>, convert: Convert) {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of shape.structIterator()) {
    const present = value[name];
    if (present !== undefined && present !== null) structure[name] = convert(member, present);
  }
  return structure;
}

function eachEntry(shape: NormalizedSchema, value: Record<string, unknown>, convert: Convert) {
  // Built from entries, because assigning the key `__proto__` would set a prototype instead.
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, convert(shape.getValueSchema(), entry)]));
}

function expectRecord(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw unexpected("an object");
  return value;
}

function expectNumber(value: unknown): number {
  if (typeof value !== "number") throw unexpected("a number");
  return value;
}

function expectString(value: unknown): string {
  if (typeof value !== "string") throw unexpected("a string");
  return value;
}

function unexpected(expected: string): AwsError {
  return new AwsError("SerializationException", `Expected ${expected}.`);
}
