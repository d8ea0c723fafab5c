import type { JsonSchema } from "@/lib/core/json-schema";
import type { Resource } from "@/lib/resources/resource";
import { ROWS_TYPE } from "@/lib/server/http/ndjson-response";
import { commonParameters } from "@/lib/server/http/read-request";
import { parametersOf } from "./parameters";
import { documentOf, ERRORS, json, lineOf, ref } from "./schemas";

/** `ImageUsageReportsRow` of `/image-usage-reports`: what its rows are called among the schemas. */
export const rowName = ({ path }: Pick<Resource<never>, "path">): string =>
  `${path.slice(1).replaceAll(/(?:^|[-/])([a-z])/g, (_, letter: string) => letter.toUpperCase())}Row`;

/** The GET operation of a resource's route. */
export function readOperation(resource: Resource<never>): JsonSchema {
  const { path, title, summary, actions, columns } = resource;
  const row = ref(rowName(resource));
  const document = documentOf(resource, row);
  return {
    operationId: path.slice(1).replace("/", "-"),
    summary: title,
    description: `${summary} Needs ${actions.join(", ")}.`,
    parameters: parametersOf(resource),
    responses: {
      200: {
        description: "The rows. A stream without its `end` line was cut, whatever its status.",
        content: {
          [mediaType(ROWS_TYPE)]: { schema: { description: "NDJSON: one such object a line.", ...lineOf(resource, row) } },
          "application/json": { schema: commonParameters(resource).includes("dry-run") ? { anyOf: [document, ref("Checks")] } : document },
          "text/csv": { schema: { type: "string", description: `Columns: ${Object.keys(columns).join(", ")}.` } },
        },
      },
      502: { description: "A scope failed, and partial rows were refused.", ...json(ref("Failures")) },
      ...ERRORS,
    },
  };
}

const mediaType = (contentType: string): string => contentType.split(";", 1)[0] ?? contentType;
