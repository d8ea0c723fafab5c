import type { CellValue } from "@/lib/resources/resource";

/** Marks a value that is kept as JSON. No text of AWS begins with it. */
const JSON_MARK = "\u0000";

/** A row that lacks a member altogether. */
export const ABSENT = JSON_MARK;

/** A member of a row as one plain value, so that equal ones can be kept once. */
export function encodeMember(value: unknown): CellValue {
  switch (typeof value) {
    case "string":
      return value.startsWith(JSON_MARK) ? JSON_MARK + JSON.stringify(value) : value;
    case "number":
    case "boolean":
      return value;
    case "undefined":
      return ABSENT;
    default:
      return value === null ? null : JSON_MARK + JSON.stringify(value);
  }
}

/** The member as it was. Lists and structures are new ones each time. */
export function decodeMember(value: CellValue): unknown {
  if (typeof value !== "string" || !value.startsWith(JSON_MARK)) return value;
  return value === ABSENT ? undefined : JSON.parse(value.slice(JSON_MARK.length));
}
