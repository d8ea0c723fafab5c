import { accountId, imageId } from "@/lib/resources/parameters";
import type { CellValue, ColumnKind } from "@/lib/resources/resource";

/** A page about one thing, and what a link to it is called. */
interface ThingPage {
  href: string;
  label: string;
}

/** Whether a text is an image's id as AWS gives them, so that an address can name it. */
export const isImageId = (text: string): boolean => imageId.pattern.test(text);

/** Whether a text is an account's id: 12 digits. */
export const isAccountId = (text: string): boolean => accountId.pattern.test(text);

/** The page about what a value names: an image, or an account. Null where it names neither. */
export function pageOf(kind: ColumnKind, value: CellValue): ThingPage | null {
  if (typeof value !== "string") return null;
  if (kind === "id" && isImageId(value)) return { href: imageHref(value), label: "Image page" };
  if (kind === "account" && isAccountId(value)) return { href: accountHref(value), label: "Account page" };
  return null;
}

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
