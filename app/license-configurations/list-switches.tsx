"use client";

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";

const PARSERS = {
  group: parseAsStringLiteral(["name"]),
  detail: parseAsBoolean.withDefault(false),
  // Of another table: its columns, its order and its rows are others.
  sort: parseAsString,
  columns: parseAsString,
  row: parseAsString,
};

type Mode = "list" | "name" | "detail";

/** Which table of configurations the address asks for, and how to ask for another. */
export function useListMode(): { mode: Mode; choose: (mode: Mode) => void } {
  const [{ group, detail }, set] = useQueryStates(PARSERS, { history: "push" });
  const choose = useCallback(
    (mode: Mode) =>
      void set({ group: mode === "name" ? "name" : null, detail: mode === "detail" || null, sort: null, columns: null, row: null }),
    [set],
  );
  return { mode: group ?? (detail ? "detail" : "list"), choose };
}

/** Two other ways of looking at the same configurations, one at a time. */
export function ListSwitches() {
  const { mode, choose } = useListMode();
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Look at them</legend>
      <Switch
        pressed={mode === "name"}
        onChange={(on) => choose(on ? "name" : "list")}
        title="One line for all of the same name and counting type"
      >
        Group by name
      </Switch>
      <Switch
        pressed={mode === "detail"}
        onChange={(on) => choose(on ? "detail" : "list")}
        title="Reads the usage and the failures of every configuration: a call to AWS for each"
      >
        Over since, failures
      </Switch>
    </fieldset>
  );
}

interface SwitchProps {
  pressed: boolean;
  onChange: (on: boolean) => void;
  title: string;
  children: React.ReactNode;
}

function Switch({ pressed, onChange, title, children }: SwitchProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={title}
      onClick={() => onChange(!pressed)}
      className="button aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
    >
      {children}
    </button>
  );
}
