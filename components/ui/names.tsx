"use client";

import { createContext, use, useCallback } from "react";
import { formatValue } from "@/lib/resources/format-value";
import type { ColumnKind } from "@/lib/resources/resource";
import { accountLabel } from "./account-label";
import { useAccountNames } from "./account-names";

const Names = createContext<ReadonlyMap<string, string>>(new Map());

/** Names for ids that AWS gives without one: what is shown beside the id, wherever it stands. */
export const NamesProvider = Names.Provider;

/** The name of an id, or undefined where none is known. */
export const useNames = (): ReadonlyMap<string, string> => use(Names);

/** What a value is called on the screen: by its name where it has one. */
export function useLabel(): (kind: ColumnKind, text: string) => string {
  const names = useNames();
  const accountNames = useAccountNames();
  return useCallback(
    (kind, text) =>
      names.get(text) ?? (kind === "account" && /^\d{12}$/.test(text) ? accountLabel(accountNames, text) : formatValue(kind, text)),
    [names, accountNames],
  );
}
