import "server-only";
import { NormalizedSchema } from "@smithy/core/schema";
import { parseXml } from "./ec2-xml";
import type { RawAnswer } from "./watch-answers";

/** How the members of an answer differ from the model's, by their paths: `imageSet.tagSet.key`. */
export interface ShapeDifference {
  /** In the answer, and not in the model. */
  added: string[];
  /** In the model, and nowhere in the answer. Many are optional. */
  absent: string[];
}

/** EC2 puts it beside the members of every answer. */
const BESIDE = "requestId";

/**
 * Compares what AWS sent with the model of the SDK. A member of another type is not looked for: reading such an answer fails
 * by itself, and says which member it was.
 */
export function answerShape({ schema, text }: Pick<RawAnswer, "schema" | "text">): ShapeDifference {
  const isXml = text.trimStart().startsWith("<");
  const found: Found = { added: new Set(), known: new Set(), seen: new Set() };
  compare(NormalizedSchema.of(schema), isXml ? parseXml(text).content : JSON.parse(text), "", found);
  found.added.delete(BESIDE);
  return { added: [...found.added].toSorted(), absent: [...found.known].filter((path) => !found.seen.has(path)).toSorted() };
}

interface Found {
  added: Set<string>;
  known: Set<string>;
  seen: Set<string>;
}

function compare(schema: NormalizedSchema, value: unknown, path: string, found: Found): void {
  if (schema.isListSchema()) {
    for (const item of itemsOf(schema, value)) compare(schema.getValueSchema(), item, path, found);
  } else if (schema.isStructSchema() && typeof value === "object" && value !== null) compareMembers(schema, { ...value }, path, found);
}

function compareMembers(schema: NormalizedSchema, value: Record<string, unknown>, path: string, found: Found): void {
  const pathOf = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const members = [...schema.structIterator()].map(([name, member]) => ({ name: member.getMemberTraits().xmlName ?? name, member }));
  for (const { name, member } of members) {
    found.known.add(pathOf(name));
    if (!Object.hasOwn(value, name)) continue;
    found.seen.add(pathOf(name));
    compare(member, value[name], pathOf(name), found);
  }
  const names = new Set(members.map(({ name }) => name));
  for (const name of Object.keys(value)) if (!names.has(name)) found.added.add(pathOf(name));
}

/** JSON has a list, XML one or more elements of a name. */
function itemsOf(schema: NormalizedSchema, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  const items = Object.entries(value).find(([name]) => name === (schema.getValueSchema().getMergedTraits().xmlName ?? "member"))?.[1];
  return items === undefined ? [] : [items].flat();
}
