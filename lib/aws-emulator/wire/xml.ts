import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "./schema";

/** Writes a value as the content of an XML element. Members that are absent are left out. */
export function encodeXml(shape: NormalizedSchema, value: unknown): string {
  if (shape.isUnitSchema()) return "";
  if (shape.isStructSchema() && isRecord(value)) return encodeStructure(shape, value);
  if (shape.isListSchema() && Array.isArray(value)) {
    const item = shape.getValueSchema();
    const tag = item.getMergedTraits().xmlName ?? "member";
    return value.map((entry: unknown) => element(tag, encodeXml(item, entry))).join("");
  }
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
  return text.replace(FORBIDDEN, "\uFFFD").replace(SPECIAL, (character) => REFERENCES[character] ?? character);
}

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

function encodeStructure(shape: NormalizedSchema, value: Record<string, unknown>): string {
  let content = "";
  for (const [name, member] of shape.structIterator()) {
    const present = value[name];
    if (present === undefined || present === null) continue;
    content += element(member.getMemberTraits().xmlName ?? name, encodeXml(member, present));
  }
  return content;
}
