import "server-only";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import type { HandlerExecutionContext, HttpResponse, MetadataBearer, OperationSchema, SerdeFunctions } from "@smithy/types";
import { checkRoot, readBody, readErrorBody, StrictXmlDeserializer, withMetadata } from "./strict-answer";

/** The protocol of STS, with a reader that takes nothing but the operation's own document. */
export class StrictQueryProtocol extends AwsQueryProtocol {
  constructor(options: ConstructorParameters<typeof AwsQueryProtocol>[0]) {
    super(options);
    this.deserializer = new StrictXmlDeserializer(this.deserializer.settings);
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: HandlerExecutionContext & SerdeFunctions,
    response: HttpResponse,
  ): Promise<Output> {
    if (response.statusCode >= 300) {
      response.body = await readErrorBody(response, context);
      return super.deserializeResponse(operation, context, response);
    }
    const { bytes, text } = await readBody(response, context, this.deserializeMetadata(response));
    checkRoot(text, operation, this.deserializeMetadata(response));
    response.body = bytes;
    return withMetadata(
      () => super.deserializeResponse<Output>(operation, context, response),
      () => this.deserializeMetadata(response),
    );
  }
}
