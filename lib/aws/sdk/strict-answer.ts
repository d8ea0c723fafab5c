import "server-only";
import { XmlShapeDeserializer } from "@aws-sdk/core/protocols";
import { collectBody } from "@smithy/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { HandlerExecutionContext, HttpResponse, OperationSchema, ResponseMetadata, Schema, SerdeFunctions } from "@smithy/types";
import { checkXml } from "./check-answer";
import { parseXml, type XmlNode } from "./ec2-xml";
import { UnreadableAnswer } from "./unreadable-answer";

type Context = HandlerExecutionContext & SerdeFunctions;

/** `DescribeImages` of `com.amazonaws.ec2#DescribeImages`. */
const shortName = ({ name }: OperationSchema): string => name.split("#")[1] ?? name;

/**
 * The body of an answer, which must be text.
 *
 * @throws UnreadableAnswer where it is empty or no UTF-8.
 */
export async function readBody(
  response: HttpResponse,
  context: Context,
  metadata: ResponseMetadata,
): Promise<{ bytes: Uint8Array; text: string }> {
  const bytes = withoutByteOrderMark(await collectBody(response.body, context));
  if (bytes.byteLength === 0) throw unreadable("it is empty", metadata);
  try {
    return { bytes, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw unreadable("it is not text in UTF-8", metadata);
  }
}

/** The body of an error, as the SDK's readers take it. */
export const readErrorBody = async (response: HttpResponse, context: Context): Promise<Uint8Array> =>
  withoutByteOrderMark(await collectBody(response.body, context));

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The SDK's readers of JSON and of errors take no byte order mark. */
const withoutByteOrderMark = (bytes: Uint8Array): Uint8Array =>
  BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;

export function unreadable(why: string, metadata: ResponseMetadata): UnreadableAnswer {
  return Object.assign(new UnreadableAnswer(`AWS gave an answer that could not be read: ${why}.`), { $metadata: metadata });
}

/** Adds what is known of the answer to an UnreadableAnswer that is thrown meanwhile. */
export async function withMetadata<Output>(read: () => Promise<Output>, metadata: () => ResponseMetadata): Promise<Output> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableAnswer) Object.assign(error, { $metadata: metadata() });
    throw error;
  }
}

/** An optional prolog and the name of the root element. */
const ROOT = /^\uFEFF?\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--[\s\S]*?-->\s*)*<([A-Za-z_][\w.-]*)/;

/** @throws UnreadableAnswer where the document is not the operation's own. */
export function checkRoot(text: string, operation: OperationSchema, metadata: ResponseMetadata): void {
  const expected = `${shortName(operation)}Response`;
  if (ROOT.exec(text)?.[1] !== expected) throw unreadable(`it is not a ${expected}`, metadata);
}

/** Reads well-formed documents only, and only values of the type that the schema has. */
export class StrictXmlDeserializer extends XmlShapeDeserializer {
  override read(schema: Schema, bytes: Uint8Array, key?: string): unknown {
    const expected = NormalizedSchema.of(schema);
    // The document of an error has no schema, and is read as far as it goes.
    if (!expected.isStructSchema()) return super.read(schema, bytes, key);
    const content = contentOf(bytes, key);
    checkXml(expected, content);
    return this.readSchema(schema, content);
  }
}

function contentOf(bytes: Uint8Array, key: string | undefined): XmlNode {
  const content = parsed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  if (key === undefined) return content;
  const result = typeof content === "string" || Array.isArray(content) ? undefined : content[key];
  if (result === undefined) throw new UnreadableAnswer(`AWS gave an answer that could not be read: it has no ${key}.`);
  return result;
}

function parsed(text: string): XmlNode {
  try {
    return parseXml(text).content;
  } catch {
    throw new UnreadableAnswer("AWS gave an answer that could not be read: it is not well-formed XML, or was cut short.");
  }
}
