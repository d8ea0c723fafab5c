import type { DescribeImageUsageReports$ } from "@aws-sdk/client-ec2";
import { NormalizedSchema } from "@smithy/core/schema";

/** The SDK's own description of an operation: its name and the shapes of its input and output. */
export type OperationSchema = typeof DescribeImageUsageReports$;

/** The operations a client package of the SDK exports, by name. */
export function operationSchemas(clientPackage: object): Map<string, OperationSchema> {
  const exported: unknown[] = Object.values(clientPackage);
  return new Map(exported.filter(isOperationSchema).map((schema) => [schema[2], schema]));
}

export function inputShape(schema: OperationSchema): NormalizedSchema {
  return NormalizedSchema.of(schema[4]);
}

export function outputShape(schema: OperationSchema): NormalizedSchema {
  return NormalizedSchema.of(schema[5]);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOperationSchema(value: unknown): value is OperationSchema {
  const operation: OperationSchema[0] = 9;
  return Array.isArray(value) && value[0] === operation;
}
