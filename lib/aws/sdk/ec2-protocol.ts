import "server-only";
import { AwsEc2QueryProtocol, XmlShapeDeserializer } from "@aws-sdk/core/protocols";
import { collectBody } from "@smithy/core/protocols";
import type {
  HandlerExecutionContext,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  ResponseMetadata,
  SerdeFunctions,
} from "@smithy/types";
import { type EntriesPage, readEntriesXml } from "@/lib/aws/entries/entries-xml";
import { parsePlainXml } from "./ec2-xml";

type Context = HandlerExecutionContext & SerdeFunctions;

/** What a page of report entries carries where it did not need the SDK's deserialiser. */
export interface ReadDirectly {
  readDirectly?: EntriesPage;
}

/**
 * EC2's protocol with an exact and fast reader of XML. The SDK's own loses two things: a character
 * reference beyond U+FFFF (`&#128512;`, an emoji) and a value of nothing but line breaks; and it goes
 * character by character, which is most of the time that a large listing takes. A body that is not
 * plain (attributes, CDATA, comments, faults) is left to the SDK's reader. Report entries, which come by
 * the million, have a reader of their own.
 */
export class Ec2Protocol extends AwsEc2QueryProtocol {
  constructor(options: ConstructorParameters<typeof AwsEc2QueryProtocol>[0]) {
    super(options);
    this.deserializer = new PlainXmlDeserializer(this.deserializer.settings);
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: Context,
    response: HttpResponse,
  ): Promise<Output> {
    if (!operation.name.endsWith("DescribeImageUsageReportEntries") || response.statusCode !== 200) {
      return super.deserializeResponse(operation, context, response);
    }
    const body = await collectBody(response.body, context);
    const readDirectly = readEntriesXml(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
    response.body = readDirectly === null ? body : EMPTY;
    const output = await super.deserializeResponse<Output>(operation, context, response);
    return readDirectly === null ? output : Object.assign(output, { readDirectly });
  }

  /** EC2 writes the request's id into the body of an error, where the SDK does not look for it. */
  protected override handleError(
    operation: OperationSchema,
    context: Context,
    response: HttpResponse,
    body: { RequestID?: string },
    metadata: ResponseMetadata,
  ): Promise<never> {
    const requestId = metadata.requestId ?? body.RequestID;
    return super.handleError(operation, context, response, body, { ...metadata, ...(requestId !== undefined && { requestId }) });
  }
}

/** A body of nothing: an output with its metadata alone. */
const EMPTY = new Uint8Array();

class PlainXmlDeserializer extends XmlShapeDeserializer {
  protected override parseXml(xml: string): unknown {
    return parsePlainXml(xml) ?? super.parseXml(xml);
  }
}
