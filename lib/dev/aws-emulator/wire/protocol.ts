import { AwsError } from "../aws-error";
import { decodeJson, encodeJson } from "./json";
import { decodeQuery } from "./query";
import { inputShape, isRecord, type OperationSchema, outputShape } from "./schema";
import { element, encodeXml, escapeXml } from "./xml";

/** An HTTP request, as far as a protocol reads it. */
export interface WireRequest {
  /** The header `X-Amz-Target`, with which JSON services name the operation. */
  target: string | undefined;
  body: string;
}

/** An HTTP answer before it is sent. */
export interface WireAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** How a service spells operations, structures and errors. */
export interface Protocol {
  operationName(request: WireRequest): string;
  decodeInput(schema: OperationSchema, request: WireRequest): Record<string, unknown>;
  encodeOutput(schema: OperationSchema, output: object, requestId: string): WireAnswer;
  encodeError(error: AwsError, requestId: string): WireAnswer;
}

const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function xml(status: number, document: string): WireAnswer {
  return { status, contentType: "text/xml;charset=UTF-8", body: XML_DECLARATION + document };
}

/** The part of the query protocol that EC2 and STS share: a form that names its `Action`. */
const formRequest: Pick<Protocol, "operationName" | "decodeInput"> = {
  operationName: ({ body }) => new URLSearchParams(body).get("Action") ?? "",
  decodeInput: (schema, { body }) => decodeQuery(inputShape(schema), new URLSearchParams(body)),
};

/** The EC2 query protocol, API version 2016-11-15. */
export const ec2Query: Protocol = {
  ...formRequest,
  encodeOutput(schema, output, requestId) {
    const tag = `${schema[2]}Response`;
    const content = element("requestId", requestId) + encodeXml(outputShape(schema), output);
    return xml(200, `<${tag} xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${tag}>`);
  },
  encodeError(error, requestId) {
    const content = element("Code", escapeXml(error.code)) + element("Message", escapeXml(error.message));
    const errors = element("Errors", element("Error", content));
    return xml(error.status, element("Response", errors + element("RequestID", requestId)));
  },
};

const STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** The AWS query protocol as STS speaks it, API version 2011-06-15. */
export const stsQuery: Protocol = {
  ...formRequest,
  encodeOutput(schema, output, requestId) {
    const result = element(`${schema[2]}Result`, encodeXml(outputShape(schema), output));
    const metadata = element("ResponseMetadata", element("RequestId", requestId));
    const tag = `${schema[2]}Response`;
    return xml(200, `<${tag} xmlns="${STS_NAMESPACE}">${result}${metadata}</${tag}>`);
  },
  encodeError(error, requestId) {
    const type = element("Type", error.status < 500 ? "Sender" : "Receiver");
    const content = element("Code", escapeXml(error.code)) + element("Message", escapeXml(error.message));
    const body = element("Error", type + content) + element("RequestId", requestId);
    return xml(error.status, `<ErrorResponse xmlns="${STS_NAMESPACE}">${body}</ErrorResponse>`);
  },
};

/** AWS JSON 1.1, the protocol of License Manager. */
export const json11: Protocol = {
  operationName: ({ target }) => target?.split(".").at(-1) ?? "",
  decodeInput(schema, { body }) {
    const input = decodeJson(inputShape(schema), parseJson(body));
    return isRecord(input) ? input : {};
  },
  encodeOutput: (schema, output) => json(200, encodeJson(outputShape(schema), output)),
  encodeError: (error) => json(error.status, { __type: error.code, Message: error.message }),
};

function json(status: number, value: unknown): WireAnswer {
  return { status, contentType: "application/x-amz-json-1.1", body: JSON.stringify(value) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError("SerializationException", "The body is not JSON.");
  }
}
