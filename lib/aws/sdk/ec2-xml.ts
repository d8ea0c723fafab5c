import "server-only";
import { SaxesParser } from "saxes";

/** Text as a string, elements as members, repeated elements as arrays. */
export type XmlNode = string | XmlNode[] | { [tag: string]: XmlNode };

/** Thrown inside when a body is not the plain XML that EC2 writes. */
class NotPlain extends Error {}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g;

/** A document: its root element's name, and what is in it. */
export interface XmlDocument {
  root: string;
  content: XmlNode;
}

/**
 * Reads a document. What is not the plain XML that EC2 writes (it has attributes, comments or CDATA sections) is left to a
 * slower parser that knows all of XML.
 *
 * @throws Error where it is not well-formed.
 */
export function parseXml(text: string): XmlDocument {
  const xml = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return new PlainXml(xml.includes("\r") ? xml.replace(/\r\n?/g, "\n") : xml).document();
  } catch (error) {
    if (error instanceof NotPlain) return parseAnyXml(xml);
    throw error;
  }
}

/** Reads any well-formed document. Attributes are passed over. */
function parseAnyXml(xml: string): XmlDocument {
  const parser = new SaxesParser();
  const open: { tag: string; text: string; members: { [tag: string]: XmlNode } }[] = [];
  let document: XmlDocument | null = null;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => void open.push({ tag: name, text: "", members: Object.create(null) }));
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.pop();
    if (element === undefined) return;
    const { tag, text, members } = element;
    const content = Object.keys(members).length === 0 ? text : members;
    const parent = open.at(-1);
    if (parent === undefined) document = { root: tag, content };
    else addMember(parent.members, tag, content);
  });
  parser.write(xml).close();
  if (document === null) throw new Error("The document has no root element.");
  return document;
}

function addMember(members: { [tag: string]: XmlNode }, tag: string, value: XmlNode): void {
  const before = members[tag];
  if (before === undefined) members[tag] = value;
  else if (Array.isArray(before)) before.push(value);
  else members[tag] = [before, value];
}

class PlainXml {
  private at = 0;

  constructor(private readonly xml: string) {}

  document(): XmlDocument {
    this.skipBlank();
    if (this.xml.startsWith("<?xml", this.at)) {
      this.at = this.find("?>") + 2;
      this.skipBlank();
    }
    const end = this.find(">");
    const opening = /^<([A-Za-z]\w*)(?:\s+xmlns="[^"]*")?\s*$/.exec(this.xml.slice(this.at, end));
    if (opening?.[1] === undefined) throw new NotPlain();
    this.at = end + 1;
    const content = this.content(opening[1]);
    this.skipBlank();
    if (this.at !== this.xml.length) throw new NotPlain();
    return { root: opening[1], content };
  }

  /** Reads to the closing tag of an element whose opening tag ends here. */
  private content(tag: string): XmlNode {
    const start = this.at;
    const next = this.find("<");
    if (this.closes(tag, next)) return decoded(this.xml.slice(start, next));
    const members: { [tag: string]: XmlNode } = Object.create(null);
    for (let open = next; ; open = this.find("<")) {
      if (!this.blank(this.at, open)) throw new NotPlain();
      if (this.closes(tag, open)) return members;
      this.member(members, open);
    }
  }

  private member(members: { [tag: string]: XmlNode }, open: number): void {
    this.at = open;
    const end = this.find(">");
    const empty = this.xml.charAt(end - 1) === "/";
    const tag = this.xml.slice(open + 1, empty ? end - 1 : end).trimEnd();
    if (!/^[A-Za-z]\w*$/.test(tag)) throw new NotPlain();
    this.at = end + 1;
    const value = empty ? "" : this.content(tag);
    addMember(members, tag, value);
  }

  /** Whether the closing tag stands at `open`; then moves behind it. */
  private closes(tag: string, open: number): boolean {
    const end = open + 2 + tag.length;
    if (this.xml.charAt(open + 1) !== "/") return false;
    if (!this.xml.startsWith(tag, open + 2) || this.xml.charAt(end) !== ">") throw new NotPlain();
    this.at = end + 1;
    return true;
  }

  private find(text: string): number {
    const found = this.xml.indexOf(text, this.at);
    if (found < 0) throw new NotPlain();
    return found;
  }

  private skipBlank(): void {
    while (this.blank(this.at, this.at + 1) && this.at < this.xml.length) this.at += 1;
  }

  private blank(from: number, to: number): boolean {
    for (let index = from; index < to; index += 1) {
      const code = this.xml.charCodeAt(index);
      if (code !== 32 && code !== 10 && code !== 9) return false;
    }
    return true;
  }
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (_, hex: string | undefined, decimal: string | undefined, named: string) => {
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    return decimal === undefined ? (NAMED[named] ?? "") : character(Number.parseInt(decimal, 10));
  });
}

function character(codePoint: number): string {
  if (codePoint > 0x10ffff) throw new NotPlain();
  return String.fromCodePoint(codePoint);
}
