import "server-only";
import { AwsEc2QueryProtocol } from "@aws-sdk/core/protocols";
import type {
  HandlerExecutionContext,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  ResponseMetadata,
  SerdeFunctions,
} from "@smithy/types";
import { type EntriesPage, readEntriesXml } from "./entries-xml";
import { checkRoot, readBody, readErrorBody, StrictXmlDeserializer, withMetadata } from "./strict-answer";
import { showAnswer } from "./watch-answers";

type Context = HandlerExecutionContext & SerdeFunctions;

/** A page of report entries that bypassed the SDK's deserialiser. */
export interface ReadDirectly {
  readDirectly?: EntriesPage;
}

/**
 * EC2's protocol with an exact, strict and fast reader of XML. The SDK's own loses two things: a character
 * reference beyond U+FFFF (`&#128512;`, an emoji) and a value of nothing but line breaks; it takes an empty body, a body that
 * was cut or another document for an answer without items; and it goes character by character, which is most of the time
 * that a large listing takes. Report entries, which come by the million, have a reader of their own.
 */
export class Ec2Protocol extends AwsEc2QueryProtocol {
  constructor(options: ConstructorParameters<typeof AwsEc2QueryProtocol>[0]) {
    super(options);
    this.deserializer = new StrictXmlDeserializer(this.deserializer.settings);
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: Context,
    response: HttpResponse,
  ): Promise<Output> {
    if (response.statusCode >= 300) {
      response.body = await readErrorBody(response, context);
      return super.deserializeResponse(operation, context, response);
    }
    const { bytes, text } = await readBody(response, context, this.deserializeMetadata(response));
    const readDirectly = this.readDirectly(operation, text);
    showAnswer(operation, response, text, readDirectly !== null);
    response.body = readDirectly === null ? bytes : EMPTY;
    if (readDirectly === null) checkRoot(text, operation, this.deserializeMetadata(response));
    const output = await withMetadata(
      () => super.deserializeResponse<Output>(operation, context, response),
      () => this.deserializeMetadata(response),
    );
    return readDirectly === null ? output : Object.assign(output, { readDirectly });
  }

  /** The page of report entries that a document is, where it is plain enough. */
  protected readDirectly({ name }: OperationSchema, text: string): EntriesPage | null {
    return name.endsWith("DescribeImageUsageReportEntries") ? readEntriesXml(text) : null;
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
