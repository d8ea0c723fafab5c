import type { Column } from "./resource";

/** The scope's two columns, which every resource has. */
export const scopeColumns = {
  account: {
    label: "Read as",
    kind: "account",
    value: (row) => row.scope.account,
    absent: "AWS has not said which account these credentials belong to",
    optional: true,
    hint: "The account whose credentials read this row",
  },
  region: { label: "Region", kind: "word", value: (row) => row.scope.region, facet: true },
} satisfies Record<string, Column<unknown>>;

/** A resource tag. */
export interface Tag {
  key: string | null;
  value: string | null;
}

/** Tags on one line: `Family=golden-win2022; Team=platform`. Null where there is none. */
export function tagText(tags: readonly Tag[]): string | null {
  if (tags.length === 0) return null;
  return tags.map(({ key, value }) => `${key ?? ""}=${value ?? ""}`).join("; ");
}

const BETWEEN_ITEMS = "; ";

/** A list on one line. Null where it is empty. */
export function listText(items: readonly (string | null)[]): string | null {
  return items.length === 0 ? null : items.join(BETWEEN_ITEMS);
}

/** The words of a line that `listText` made. */
export const listItems = (text: string): string[] => text.split(BETWEEN_ITEMS);
