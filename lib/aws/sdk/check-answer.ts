import "server-only";
import type { NormalizedSchema } from "@smithy/core/schema";
import type { XmlNode } from "./ec2-xml";
import { UnreadableAnswer } from "./unreadable-answer";

/** Text of a number, a boolean and a time as AWS writes them in XML. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const BOOLEAN = /^(?:true|false)$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

/**
 * Checks a JSON answer against the operation's own schema. Members that the schema does not have are left alone.
 *
 * @throws UnreadableAnswer naming the first member that is of another type than the model's.
 */
export function checkJson(schema: NormalizedSchema, value: unknown, path = "the answer"): void {
  if (value === undefined || value === null) return;
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrong(path, "a list");
    for (const item of value) checkItem(schema.getValueSchema(), item, `an item of ${path}`);
  } else if (schema.isStructSchema()) {
    if (!isRecord(value)) throw wrong(path, "a structure");
    for (const [name, member] of schema.structIterator()) checkJson(member, value[name], name);
  } else if (!isOfType(schema, value)) throw wrong(path, typeName(schema));
}

/** A member may be null where AWS says nothing. An item is not: the lists of these services hold none that is. */
function checkItem(schema: NormalizedSchema, item: unknown, path: string): void {
  if (item === null) throw unreadable(`${path} is null`);
  checkJson(schema, item, path);
}

function isOfType(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isBooleanSchema()) return typeof value === "boolean";
  if (schema.isNumericSchema()) return typeof value === "number" && isExact(value);
  // Times are seconds since 1970, with a fraction (AWS JSON 1.1 protocol).
  if (schema.isTimestampSchema()) return typeof value === "number" && !Number.isNaN(new Date(value * 1_000).getTime());
  return !schema.isStringSchema() || typeof value === "string";
}

/**
 * Checks the elements of an XML answer against the operation's own schema, and takes empty ones away that are to be a
 * number, a boolean or a time: AWS says nothing with them.
 *
 * @throws UnreadableAnswer naming the first member that is of another type than the model's.
 */
export function checkXml(schema: NormalizedSchema, node: XmlNode, path = "the answer"): void {
  if (schema.isListSchema()) {
    for (const item of listItems(schema, node, path)) checkXml(schema.getValueSchema(), item, `an item of ${path}`);
  } else if (schema.isStructSchema()) checkStructure(schema, node, path);
  else if (typeof node !== "string" || !isText(schema, node)) throw wrong(path, typeName(schema));
}

function checkStructure(schema: NormalizedSchema, node: XmlNode, path: string): void {
  if (isBlank(node)) return;
  if (typeof node === "string" || Array.isArray(node)) throw wrong(path, "a structure");
  for (const [name, member] of schema.structIterator()) {
    const tag = member.getMemberTraits().xmlName ?? name;
    const child = node[tag];
    if (child === undefined) continue;
    if (isBlank(child) && isScalar(member)) delete node[tag];
    else checkXml(member, child, tag);
  }
}

/** The items of a list, which stand under one tag of their own. */
function listItems(schema: NormalizedSchema, node: XmlNode, path: string): XmlNode[] {
  if (isBlank(node)) return [];
  if (typeof node === "string" || Array.isArray(node)) throw wrong(path, "a list");
  const items = node[schema.getValueSchema().getMergedTraits().xmlName ?? "member"];
  if (items === undefined) throw wrong(path, "a list");
  return Array.isArray(items) ? items : [items];
}

/** Nothing, or what a pretty printer puts in place of it. */
const isBlank = (node: XmlNode): boolean => typeof node === "string" && node.trim() === "";

const isScalar = (schema: NormalizedSchema): boolean => schema.isNumericSchema() || schema.isBooleanSchema() || schema.isTimestampSchema();

function isText(schema: NormalizedSchema, text: string): boolean {
  if (schema.isBooleanSchema()) return BOOLEAN.test(text);
  if (schema.isNumericSchema()) return NUMBER.test(text) && isExact(Number(text));
  return !schema.isTimestampSchema() || (TIME.test(text) && !Number.isNaN(Date.parse(text)));
}

/** A whole number beyond 2^53 has lost some of its digits. */
const isExact = (value: number): boolean => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

function typeName(schema: NormalizedSchema): string {
  if (schema.isBooleanSchema()) return "true or false";
  if (schema.isNumericSchema()) return "an exact number";
  return schema.isTimestampSchema() ? "a time" : "a text";
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = (path: string, expected: string): UnreadableAnswer => unreadable(`${path} is not ${expected}`);

const unreadable = (why: string): UnreadableAnswer => new UnreadableAnswer(`AWS gave an answer that could not be read: ${why}.`);
