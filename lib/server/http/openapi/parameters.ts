import { enumSchema, type JsonSchema, listOf, text, time } from "@/lib/core/json-schema";
import { MAX_VALUES } from "@/lib/core/read-request";
import { accountId } from "@/lib/resources/parameters";
import type { OneListing, Parameter, Resource } from "@/lib/resources/resource";
import { type CommonParameter, commonParameters, INT32_MAX } from "@/lib/server/http/read-request";

type Documented = { description: string; schema: JsonSchema };

/** Parameters about AWS's paging. */
type PagingParameter = "page-size" | "max-items" | "starting-token";

const wholeNumber = (minimum: number, maximum = INT32_MAX): JsonSchema => ({ type: "integer", minimum, maximum });

const SHARED: Record<Exclude<CommonParameter, PagingParameter>, Documented> = {
  account: { description: "Accounts to read. Without it all that are configured.", schema: listOf(valueSchema(accountId)) },
  region: { description: "Regions to read. Without it all that are configured.", schema: listOf(text) },
  refresh: { description: "Reads AWS now, whatever is kept.", schema: enumSchema(["true", "false"]) },
  "max-age": { description: "Seconds: kept rows may be at most so old, else AWS is read.", schema: wholeNumber(0) },
  "as-of": {
    description: "Rows as the last whole reading at or before this time had them. A scope that was not read by then fails as `missing`.",
    schema: time,
  },
  from: { description: "What happened at or after this time. Without it from the first reading on.", schema: time },
  to: { description: "What happened at or before this time. Without it up to the last reading.", schema: time },
  format: { description: "NDJSON where nothing is said.", schema: enumSchema(["ndjson", "json", "csv"]) },
  partial: {
    description: "Whether rows are given although a scope failed. Where nothing is said csv refuses, json allows. ndjson cannot refuse.",
    schema: enumSchema(["allow", "refuse"]),
  },
  "dry-run": { description: "Asks AWS whether each scope may be read, and reads nothing.", schema: enumSchema(["true", "false"]) },
};

/** The parameters that are the same everywhere, by name. */
export const SHARED_PARAMETERS = Object.fromEntries(
  Object.entries(SHARED).map(([name, documented]) => [name, queryParameter(name, documented)]),
);

const PAGING: Record<PagingParameter, (resource: Resource<never>) => Documented> = {
  "page-size": ({ minPageSize = 1, maxPageSize }) => ({
    description: "Rows that AWS is asked for in one call.",
    schema: wholeNumber(minPageSize, maxPageSize ?? INT32_MAX),
  }),
  "max-items": ({ minPageSize = 1, oneListing }) => ({
    description: `Rows of each scope at most. \`nextToken\` says where it stopped.${ruleOf(oneListing)}`,
    schema: wholeNumber(minPageSize),
  }),
  "starting-token": ({ oneListing }) => ({
    description: `A \`nextToken\` of AWS to go on from, with exactly one scope.${ruleOf(oneListing)}`,
    schema: text,
  }),
};

const ruleOf = (oneListing: OneListing | undefined): string => (oneListing === undefined ? "" : ` It ${oneListing.rule}.`);

/** The parameters of a read route. */
export function parametersOf(resource: Resource<never>): JsonSchema[] {
  return [
    ...Object.entries(resource.ids).map(([name, parameter]) => queryParameter(name, listParameter(parameter))),
    ...Object.entries(resource.filters).map(([name, parameter]) => queryParameter(`filter.${name}`, filterParameter(resource, parameter))),
    ...commonParameters(resource).map((name) =>
      isPaging(name) ? queryParameter(name, PAGING[name](resource)) : { $ref: `#/components/parameters/${name}` },
    ),
  ];
}

const isPaging = (name: CommonParameter): name is PagingParameter => name in PAGING;

function queryParameter(name: string, documented: Documented): JsonSchema {
  return { name, in: "query", ...documented };
}

const listParameter = (parameter: Parameter): Documented => ({
  description: `${parameter.label}: ${parameter.expected}. May be repeated.`,
  schema: listOf(valueSchema(parameter)),
});

/** License Manager takes one value of a filter, EC2 up to 200, of which one has to fit. */
function filterParameter({ service }: Resource<never>, parameter: Parameter): Documented {
  const { description, schema } = listParameter(parameter);
  const maxItems = service === "ec2" ? MAX_VALUES : 1;
  return { description: maxItems === 1 ? `${parameter.label}: ${parameter.expected}.` : description, schema: { ...schema, maxItems } };
}

/** JSON Schema has no regular expression flags: a pattern with a flag is described in words alone. Suggestions may grow. */
function valueSchema({ pattern, example, suggestions }: Parameter): JsonSchema {
  return { type: "string", ...(pattern.flags === "" && { pattern: pattern.source }), examples: suggestions ?? [example] };
}
