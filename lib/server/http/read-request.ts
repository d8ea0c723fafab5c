import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { MAX_VALUES, type ReadRequest } from "@/lib/core/read-request";
import { accountId } from "@/lib/resources/parameters";
import type { Parameter, Resource } from "@/lib/resources/resource";

/** EC2 takes at most this many filters in one call (EC2 API Reference, Filter). */
const MAX_FILTERS = 50;

/** A token of AWS is printable and not huge; anything else was not one. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
export const INT32_MAX = 2 ** 31 - 1;
/** Parameters of every read route, of AWS listings, and of EC2 listings alone. */
const OF_ALL = ["account", "region", "refresh", "max-age", "format", "partial"] as const;
const OF_LISTINGS = ["page-size", "max-items", "starting-token"] as const;
const OF_EC2 = ["dry-run"] as const;
const OF_KEPT = ["as-of"] as const;
const OF_HISTORY = ["account", "region", "from", "to", "format", "partial"] as const;
/** Parameters about AWS's answer to a question of now. */
const OF_NOW = ["refresh", "max-age", "max-items", "starting-token", "dry-run"] as const;

export type CommonParameter = (typeof OF_ALL | typeof OF_LISTINGS | typeof OF_EC2 | typeof OF_KEPT | typeof OF_HISTORY)[number];

/** Parameters of a read route, apart from ids and filters. */
export function commonParameters<Row>({ isDerived, isHistory, isOfNow, service }: Resource<Row>): CommonParameter[] {
  if (isHistory) return [...OF_HISTORY];
  const all = [...OF_ALL, ...(isOfNow ? [] : OF_KEPT)];
  if (isDerived) return all;
  return [...all, ...OF_LISTINGS, ...(service === "ec2" ? OF_EC2 : [])];
}

/**
 * Reads the parameters of a read route.
 *
 * @throws InvalidParameter naming the first parameter that is unknown, malformed or out of range, and what was expected.
 */
export function parseReadRequest<Row>(resource: Resource<Row>, params: URLSearchParams): ReadRequest {
  const known: string[] = [...Object.keys(resource.ids), ...commonParameters(resource)];
  for (const name of new Set(params.keys())) {
    if (!known.includes(name) && !name.startsWith("filter.")) throw unknownParameter(name, known, resource);
  }
  const maxAge = integer(params, "max-age", { min: 0, max: INT32_MAX });
  const request: ReadRequest = {
    accounts: list(params, "account", accountId),
    regions: params.getAll("region"),
    ids: Object.fromEntries(
      Object.entries(resource.ids)
        .filter(([name]) => params.has(name))
        .map(([name, parameter]) => [name, list(params, name, parameter)]),
    ),
    filters: filters(resource, params),
    pageSize: integer(params, "page-size", { min: resource.minPageSize ?? 1, max: resource.maxPageSize ?? INT32_MAX }),
    maxItems: integer(params, "max-items", { min: resource.minPageSize ?? 1, max: INT32_MAX }),
    startingToken: matching(params, "starting-token", TOKEN, "a token that AWS gave: up to 8,192 printable characters without spaces"),
    dryRun: oneOf(params, "dry-run", ["true", "false"]) === "true",
    // Nothing that is kept is of this very moment.
    refresh: oneOf(params, "refresh", ["true", "false"]) === "true" || maxAge === 0,
    maxAgeSeconds: maxAge === 0 ? null : maxAge,
    asOf: pastTime(params, "as-of"),
    from: pastTime(params, "from"),
    to: pastTime(params, "to"),
    format: oneOf(params, "format", ["ndjson", "json", "csv"]) ?? "ndjson",
    partial: oneOf(params, "partial", ["allow", "refuse"]),
  };
  checkTogether(resource, request);
  if (request.asOf !== null) checkPast(params);
  return request;
}

function checkTogether<Row>(resource: Resource<Row>, request: ReadRequest): void {
  if (request.partial === "refuse" && request.format === "ndjson") {
    throw new InvalidParameter("partial", "partial=refuse goes with format=json or csv: a stream has begun before a scope can fail.");
  }
  if (request.refresh && request.maxAgeSeconds !== null) {
    throw new InvalidParameter("max-age", "max-age does not go with refresh=true, which reads everything anew.");
  }
  if (request.from !== null && request.to !== null && request.from > request.to) {
    throw new InvalidParameter("from", "from must not be after to.");
  }
  checkExactlyOne(resource, request);
  const paged = request.startingToken !== null ? "starting-token" : request.maxItems !== null ? "max-items" : null;
  if (paged === null) return;
  for (const [name, values] of Object.entries(request.ids)) {
    if (values.length > MAX_VALUES) {
      throw new InvalidParameter(paged, `${paged} needs a single listing: at most ${MAX_VALUES} values of ${name}, not ${values.length}.`);
    }
  }
  if (resource.oneListing === undefined) return;
  const { parameter, least, most, rule } = resource.oneListing;
  const values = request.ids[parameter]?.length ?? 0;
  if (values < least || values > most) throw new InvalidParameter(paged, `${paged} ${rule}.`);
}

function checkExactlyOne<Row>({ exactlyOne = [] }: Resource<Row>, { ids }: ReadRequest): void {
  const [first = ""] = exactlyOne;
  const values = exactlyOne.flatMap((name) => ids[name] ?? []);
  if (exactlyOne.length === 0 || values.length === 1) return;
  const expected = exactlyOne.length === 1 ? `One ${first} is needed` : `One of ${exactlyOne.join(", ")} is needed`;
  throw new InvalidParameter(exactlyOne.find((name) => ids[name] !== undefined) ?? first, `${expected}, not ${values.length || "none"}.`);
}

/** AWS cannot be asked about the past. */
function checkPast(params: URLSearchParams): void {
  const other = OF_NOW.find((name) => params.has(name) && params.get(name) !== "false");
  if (other !== undefined)
    throw new InvalidParameter("as-of", `as-of does not go with ${other}: what was read in the past is not read from AWS.`);
  const filter = [...params.keys()].find((name) => name.startsWith("filter."));
  if (filter !== undefined) {
    throw new InvalidParameter(
      "as-of",
      `as-of does not go with ${shortened(filter)}: only AWS can apply its filters, and not to the past.`,
    );
  }
}

function filters<Row>(resource: Resource<Row>, params: URLSearchParams): ReadRequest["filters"] {
  const names = [...new Set(params.keys())].filter((name) => name.startsWith("filter."));
  if (names.length > MAX_FILTERS) {
    throw new InvalidParameter(names[MAX_FILTERS] ?? "filter", `AWS takes at most ${MAX_FILTERS} filters, not ${names.length}.`);
  }
  return names.map((parameterName) => {
    const name = parameterName.slice("filter.".length);
    const values = list(params, parameterName, filterParameter(resource, name));
    if (resource.service === "license-manager" && values.length > 1) {
      throw new InvalidParameter(parameterName, `License Manager takes exactly one value for ${name}, not ${values.length}.`);
    }
    return { name, values };
  });
}

/** @throws InvalidParameter where AWS documents no such filter for the operation. */
function filterParameter<Row>(resource: Resource<Row>, name: string): Parameter {
  const family = /^tag:./s.test(name) ? "tag:<key>" : name;
  const parameter = Object.hasOwn(resource.filters, family) ? resource.filters[family] : undefined;
  if (parameter === undefined) {
    const names = Object.keys(resource.filters);
    const expected = names.length === 0 ? "there is none here" : `expected one of: ${names.join(", ")}`;
    throw new InvalidParameter(`filter.${name}`, `“${shortened(name)}” is not a filter of ${resource.title.toLowerCase()}; ${expected}.`);
  }
  return parameter;
}

function list(params: URLSearchParams, name: string, { expected, pattern }: Parameter): string[] {
  const values = [...new Set(params.getAll(name))];
  const wrong = values.find((value) => !pattern.test(value));
  if (wrong !== undefined) throw new InvalidParameter(name, `${name} must be ${expected}, not ${quoted(wrong)}.`);
  if (name.startsWith("filter.") && values.length > MAX_VALUES) {
    throw new InvalidParameter(name, `AWS takes at most ${MAX_VALUES} values of a filter, not ${values.length}.`);
  }
  return values;
}

function single(params: URLSearchParams, name: string): string | null {
  const values = params.getAll(name);
  if (values.length > 1) throw new InvalidParameter(name, `${name} must be given once, not ${values.length} times.`);
  return values[0] ?? null;
}

function matching(params: URLSearchParams, name: string, pattern: RegExp, expected: string): string | null {
  const value = single(params, name);
  if (value !== null && !pattern.test(value)) throw new InvalidParameter(name, `${name} must be ${expected}, not ${quoted(value)}.`);
  return value;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A time that has come, ISO 8601 in UTC. */
function pastTime(params: URLSearchParams, name: string): string | null {
  const value = matching(params, name, TIME, "an ISO 8601 time with its zone such as 2026-11-20T14:03:00Z");
  if (value === null) return null;
  const time = Date.parse(value);
  // JavaScript takes 31 February for 3 March.
  if (Number.isNaN(time) || new Date(`${value.slice(0, 10)}T00:00:00Z`).toISOString().slice(0, 10) !== value.slice(0, 10)) {
    throw new InvalidParameter(name, `${name} must be a time that there is, not ${quoted(value)}.`);
  }
  if (time > Date.now()) throw new InvalidParameter(name, `${name} must not be in the future: ${value} has yet to come.`);
  return new Date(time).toISOString();
}

function integer(params: URLSearchParams, name: string, { min, max }: { min: number; max: number }): number | null {
  const expected = `a whole number from ${min} to ${max}`;
  const value = matching(params, name, /^[0-9]{1,10}$/, expected);
  if (value === null) return null;
  const number = Number(value);
  if (number < min || number > max) throw new InvalidParameter(name, `${name} must be ${expected}, not ${value}.`);
  return number;
}

function oneOf<const Value extends string>(params: URLSearchParams, name: string, values: readonly Value[]): Value | null {
  const value = single(params, name);
  if (value === null) return null;
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw new InvalidParameter(name, `${name} must be ${values.join(" or ")}, not ${quoted(value)}.`);
  return known;
}

function unknownParameter<Row>(name: string, known: readonly string[], resource: Resource<Row>): InvalidParameter {
  const filterNames = Object.keys(resource.filters).map((filter) => `filter.${filter}`);
  return new InvalidParameter(
    name,
    `“${shortened(name)}” is not a parameter here; expected one of: ${[...known, ...filterNames].join(", ")}.`,
  );
}

const quoted = (value: string): string => `“${shortened(value)}”`;
const shortened = (value: string): string => (value.length > 80 ? `${value.slice(0, 80)}…` : value);
