export const imageHref = (id: string): string => `/images/${encodeURIComponent(id)}`;

export const accountHref = (account: string): string => `/accounts/${encodeURIComponent(account)}`;

const FACET = "facet.";

/** The parameter of a list page that holds the choices of one facet. */
export const facetParameter = (column: string): string => `${FACET}${column}`;

/** The column that a facet's parameter is of, or null where it is another parameter. */
export const facetColumn = (parameter: string): string | null => (parameter.startsWith(FACET) ? parameter.slice(FACET.length) : null);

/** A list page, narrowed to one choice in each of these columns. */
export const listHref = (path: string, choices: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(Object.entries(choices).map(([column, text]) => [facetParameter(column), text]))}`;

/** A decoded part of an address. Text that is not properly encoded stays as it is. */
export function addressText(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A link with the chosen scopes, `?region=us-east-1`. One that names its own scope keeps it. */
export function withScope(href: string, scope: string): string {
  const [, query] = href.split("?");
  const own = new URLSearchParams(query);
  if (scope === "" || own.has("account") || own.has("region")) return href;
  return query === undefined ? `${href}${scope}` : `${href}&${scope.slice(1)}`;
}
