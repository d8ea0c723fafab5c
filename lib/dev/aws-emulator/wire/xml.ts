import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "./schema";

/** Writes a value as the content of an XML element. Members that are absent are left out. */
export function encodeXml(shape: NormalizedSchema, value: unknown): string {
  return encoderOf(shape)(value);
}

type Encode = (value: unknown) => string;

/** A structure's own encoders: walking its schema anew costs more than writing its members. */
const structures = new WeakMap<object, Encode>();

function encoderOf(shape: NormalizedSchema): Encode {
  if (shape.isUnitSchema()) return () => "";
  if (shape.isStructSchema()) return structureEncoder(shape);
  if (shape.isListSchema()) return listEncoder(shape);
  return encodeScalar;
}

function structureEncoder(shape: NormalizedSchema): Encode {
  const schema = shape.getSchema();
  if (typeof schema !== "object") return encodeScalar;
  const known = structures.get(schema);
  if (known) return known;
  const members: Member[] = [];
  const encode = (value: unknown) => (isRecord(value) ? encodeMembers(members, value) : encodeScalar(value));
  // Known before its members are, because a structure may be a member of itself.
  structures.set(schema, encode);
  for (const [name, member] of shape.structIterator()) {
    const tag = member.getMemberTraits().xmlName ?? name;
    members.push({ name, open: `<${tag}>`, close: `</${tag}>`, encode: encoderOf(member) });
  }
  return encode;
}

interface Member {
  name: string;
  open: string;
  close: string;
  encode: Encode;
}

function encodeMembers(members: readonly Member[], value: Record<string, unknown>): string {
  let content = "";
  for (const { name, open, close, encode } of members) {
    const present = value[name];
    if (present !== undefined && present !== null) content += open + encode(present) + close;
  }
  return content;
}

function listEncoder(shape: NormalizedSchema): Encode {
  const item = shape.getValueSchema();
  const tag = item.getMergedTraits().xmlName ?? "member";
  const encode = encoderOf(item);
  return (value) => (Array.isArray(value) ? value.map((entry: unknown) => element(tag, encode(entry))).join("") : encodeScalar(value));
}

function encodeScalar(value: unknown): string {
  if (typeof value === "string") return escapeXml(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return escapeXml(String(value));
}

/** An XML element around content that is already encoded. */
export function element(tag: string, content: string): string {
  return `<${tag}>${content}</${tag}>`;
}

/**
 * Text as XML content. White space becomes character references, because a parser is free to change it
 * otherwise; a character that XML 1.0 has no way to carry becomes U+FFFD.
 */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(FORBIDDEN, "\uFFFD").replace(SPECIAL, (character) => REFERENCES[character] ?? character);
}

/** ASCII without markup or white space other than blanks, as nearly all text is. */
const PLAIN = /^[ !#-%(-;=?-~]*$/;

/** Everything outside the production `Char` of XML 1.0, lone surrogates included. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const SPECIAL = /[&<>"'\t\n\r]/g;

const REFERENCES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
