export const imageHref = (id: string): string => `/images/${encodeURIComponent(id)}`;

export const accountHref = (account: string): string => `/accounts/${encodeURIComponent(account)}`;

/** What an address names, as a person would read it. A text that is no proper encoding stays as it is. */
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
