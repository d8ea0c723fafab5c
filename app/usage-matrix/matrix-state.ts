import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { GROUPS, SORTS } from "@/components/matrix/lines";

export const VERDICTS = ["in-use", "no-use-seen", "unknown"] as const;

const PARSERS = {
  /** A resource type, or all together. */
  count: parseAsString.withDefault("all types"),
  sort: parseAsStringLiteral(SORTS).withDefault("total"),
  group: parseAsStringLiteral(GROUPS).withDefault("none"),
  rows: parseAsStringLiteral(["images", "accounts"]).withDefault("images"),
  "find.image": parseAsString.withDefault(""),
  "find.account": parseAsString.withDefault(""),
  verdict: parseAsStringLiteral(VERDICTS),
  deprecated: parseAsBoolean.withDefault(false),
  used: parseAsBoolean.withDefault(false),
  /** The cell whose evidence is open. */
  cell: parseAsString,
};

const NO_FILTERS = { "find.image": null, "find.account": null, verdict: null, deprecated: null, used: null };

/** What of the matrix is shown, and how: all of it stands in the address. */
export function useMatrixState() {
  const [state, setState] = useQueryStates(PARSERS, { history: "replace" });
  return { state, setState, clear: () => setState(NO_FILTERS) };
}

export type MatrixState = ReturnType<typeof useMatrixState>["state"];
export type SetMatrixState = ReturnType<typeof useMatrixState>["setState"];
