"use client";

import { createContext, use } from "react";

const Names = createContext<ReadonlyMap<string, string>>(new Map());

/** Names for ids that AWS gives without one: what is shown beside the id, wherever it stands. */
export const NamesProvider = Names.Provider;

/** The name of an id, or undefined where none is known. */
export const useNames = (): ReadonlyMap<string, string> => use(Names);
