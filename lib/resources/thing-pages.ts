import { accountHref, imageHref } from "@/lib/core/routes";
import { accountId, imageId } from "./parameters";
import type { CellValue, ColumnKind } from "./resource";

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
