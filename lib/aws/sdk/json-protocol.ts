import "server-only";
import { AwsJson1_1Protocol } from "@aws-sdk/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { HandlerExecutionContext, HttpResponse, MetadataBearer, OperationSchema, SerdeFunctions } from "@smithy/types";
import { checkJson } from "./check-answer";
import { readBody, readErrorBody, unreadable, withMetadata } from "./strict-answer";
import { showAnswer } from "./watch-answers";

/**
 * The protocol of License Manager and Organizations, with a reader that takes nothing but the operation's own document: an
 * object, with members of the model's types.
 */
export class StrictJsonProtocol extends AwsJson1_1Protocol {
  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: HandlerExecutionContext & SerdeFunctions,
    response: HttpResponse,
  ): Promise<Output> {
    if (response.statusCode >= 300) {
      response.body = await readErrorBody(response, context);
      return super.deserializeResponse(operation, context, response);
    }
    const metadata = this.deserializeMetadata(response);
    const { bytes, text } = await readBody(response, context, metadata);
    showAnswer(operation, response, text);
    const schema = NormalizedSchema.of(operation.output);
    const document = parsed(text);
    if (document === null) throw unreadable("it is not a JSON object, or was cut short", metadata);
    if (isForeign(schema, document)) throw unreadable("it has no member of the operation", metadata);
    return withMetadata(
      async () => {
        checkJson(schema, document);
        response.body = bytes;
        return super.deserializeResponse<Output>(operation, context, response);
      },
      () => metadata,
    );
  }
}

/** The object that a text is, or null. */
function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Whether it has members, and none that the schema knows: then it answers another question. */
function isForeign(schema: NormalizedSchema, document: Record<string, unknown>): boolean {
  const names = Object.keys(document);
  const own = new Set(Object.keys(schema.getMemberSchemas()));
  return own.size > 0 && names.length > 0 && !names.some((name) => own.has(name));
}
