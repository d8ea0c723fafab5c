import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../aws-error";

/** One level of dotted parameter names: `Filter.1.Name=state` is three levels deep. */
interface Parameter {
  value: string | undefined;
  members: Map<string, Parameter>;
}

/** Reads form parameters as the EC2 query protocol spells a structure: dots for members, numbers for items. */
export function decodeQuery(shape: NormalizedSchema, form: URLSearchParams): Record<string, unknown> {
  return decodeStructure(shape, parameterTree(form));
}

function parameterTree(form: URLSearchParams): Parameter {
  const root = emptyParameter();
  for (const [name, value] of form) {
    let parameter = root;
    for (const part of name.split(".")) {
      const next = parameter.members.get(part) ?? emptyParameter();
      parameter.members.set(part, next);
      parameter = next;
    }
    parameter.value = value;
  }
  return root;
}

function emptyParameter(): Parameter {
  return { value: undefined, members: new Map() };
}

function decodeStructure(shape: NormalizedSchema, parameter: Parameter): Record<string, unknown> {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of shape.structIterator()) {
    const sent = parameter.members.get(queryName(name, member));
    if (sent) structure[name] = decodeParameter(member, sent);
  }
  return structure;
}

function queryName(name: string, member: NormalizedSchema): string {
  const { ec2QueryName, xmlName } = member.getMergedTraits();
  if (typeof ec2QueryName === "string") return ec2QueryName;
  const wireName = xmlName ?? name;
  return wireName.charAt(0).toUpperCase() + wireName.slice(1);
}

function decodeParameter(shape: NormalizedSchema, parameter: Parameter): unknown {
  if (shape.isStructSchema()) return decodeStructure(shape, parameter);
  if (shape.isListSchema()) {
    const items = [...parameter.members].sort(([a], [b]) => Number(a) - Number(b));
    return items.map(([, item]) => decodeParameter(shape.getValueSchema(), item));
  }
  return decodeText(shape, parameter.value ?? "");
}

function decodeText(shape: NormalizedSchema, text: string): unknown {
  if (shape.isBooleanSchema()) {
    if (text !== "true" && text !== "false") throw invalid(shape, text, "a boolean");
    return text === "true";
  }
  if (shape.isNumericSchema()) {
    const number = Number(text);
    if (text.trim() === "" || !Number.isFinite(number)) throw invalid(shape, text, "a number");
    return number;
  }
  if (shape.isTimestampSchema()) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw invalid(shape, text, "a time");
    return date;
  }
  if (shape.isBlobSchema()) return new Uint8Array(Buffer.from(text, "base64"));
  return text;
}

function invalid(shape: NormalizedSchema, text: string, expected: string): AwsError {
  const parameter = shape.getMemberName();
  return new AwsError("InvalidParameterValue", `Value (${text}) for parameter ${parameter} is not ${expected}.`);
}
