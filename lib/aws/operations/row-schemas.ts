import "server-only";
import { rowSchema } from "@/lib/aws/sdk/row-schema";
import { type JsonSchema, text } from "@/lib/core/json-schema";
import { AWS_RESOURCES, type AwsResource } from "@/lib/resources/aws-resources";
import { ONE_CONFIGURATION } from "@/lib/resources/parameters";
import { AWS_OPERATIONS } from "./aws-operations";

/** The rows of each resource that is a listing of AWS, by the resource's path: every member of AWS's structure. */
export const AWS_ROWS: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  AWS_RESOURCES.map((resource) => [resource.path, schemaOf(resource)]),
);

function schemaOf({ path, oneListing }: AwsResource): JsonSchema {
  const item = rowSchema(AWS_OPERATIONS[path].item);
  if (oneListing !== ONE_CONFIGURATION) return item;
  // AWS's own structure does not repeat which configuration it answers for.
  const of = { type: "object", required: ["licenseConfigurationArn"], properties: { licenseConfigurationArn: text } };
  return { allOf: [of, item] };
}
