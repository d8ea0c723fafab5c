import { createParser, parseAsNativeArrayOf, parseAsString } from "nuqs";
import { facetColumn, facetParameter } from "@/lib/core/routes";
import type { Choices } from "@/lib/dataset/filter";
import type { Resource } from "@/lib/resources/resource";

/** Parameters of a page that are its own. Every other one is AWS's and goes to the route as it is. */
const VIEW_PARAMETERS = ["q", "sort", "columns", "row", "reports", "counted", "group", "detail"];

const columnList = createParser({
  parse: (text) => text.split(",").filter((name) => name !== ""),
  serialize: (names: string[]) => names.join(","),
  eq: (a, b) => a.join() === b.join(),
});

/** The parsers of a page's view state: search, sort, columns, the open row. */
export function viewParsers<Row>(resource: Resource<Row>) {
  return {
    q: parseAsString.withDefault(""),
    sort: parseAsString.withDefault(resource.defaultSort),
    columns: columnList.withDefault(Object.keys(resource.columns).filter((name) => resource.columns[name]?.optional !== true)),
    row: parseAsString,
  };
}

/** The parsers of the facets, one a column that has one. */
export function facetParsers<Row>(resource: Resource<Row>) {
  const names = Object.keys(resource.columns).filter((name) => resource.columns[name]?.facet);
  return Object.fromEntries(names.map((name) => [facetParameter(name), parseAsNativeArrayOf(parseAsString)]));
}

/** `{ "facet.state": ["error"] }` as choices by column. */
export function toChoices(facets: Readonly<Record<string, readonly string[] | null>>): Choices {
  return Object.fromEntries(Object.entries(facets).map(([name, texts]) => [facetColumn(name) ?? name, texts ?? []]));
}

/** Query of the route: the page's without the view's own parameters. */
export function requestSearch(params: URLSearchParams): string {
  const isOfView = (name: string) => VIEW_PARAMETERS.includes(name) || facetColumn(name) !== null;
  return new URLSearchParams([...params].filter(([name]) => !isOfView(name))).toString();
}

/** The part of a query that goes along to another page: which scopes to read. */
export function scopeSearch(params: URLSearchParams): string {
  const kept = new URLSearchParams([...params].filter(([name]) => name === "region" || name === "account")).toString();
  return kept === "" ? "" : `?${kept}`;
}
