import "server-only";
import { AWS_ROWS } from "@/lib/aws/operations/row-schemas";
import { ALL_RESOURCES } from "@/lib/resources/all-resources";
import { DERIVED_ROWS } from "./derived-rows";
import { OTHER_PATHS, OTHER_SCHEMAS } from "./other-operations";
import { SHARED_PARAMETERS } from "./parameters";
import { readOperation, rowName } from "./read-operation";
import { SHARED_SCHEMAS } from "./schemas";

const ROWS = { ...AWS_ROWS, ...DERIVED_ROWS };

/** The document of `GET /api/openapi.json`, derived from the resources. */
export const OPENAPI_DOCUMENT = {
  openapi: "3.1.1",
  info: {
    title: "AMI Ledger",
    version: "1",
    description:
      "Who uses shared AMIs and licenses on AWS. A row has every member of AWS's structure, its name with the first letter lower-cased, times as ISO 8601 UTC, absent as null. Null is never zero.",
  },
  servers: [{ url: "/" }],
  paths: {
    ...Object.fromEntries(ALL_RESOURCES.map((resource) => [`/api${resource.path}`, { get: readOperation(resource) }])),
    ...OTHER_PATHS,
  },
  components: {
    parameters: SHARED_PARAMETERS,
    schemas: {
      ...SHARED_SCHEMAS,
      ...OTHER_SCHEMAS,
      ...Object.fromEntries(ALL_RESOURCES.map((resource) => [rowName(resource), ROWS[resource.path]])),
    },
  },
};
