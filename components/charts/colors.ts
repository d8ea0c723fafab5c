import type { Tone } from "@/lib/resources/resource";

const SERIES = ["var(--color-bar-1)", "var(--color-bar-2)", "var(--color-bar-3)", "var(--color-bar-4)"];
const REST = "var(--color-bar-rest)";

/** Colours of parts that are no states, the largest part first. */
export const seriesColor = (_: string, place: number): string => SERIES[place] ?? REST;

/** The colour of a state's bar. */
export const TONE_COLORS: Readonly<Record<Tone, string>> = {
  good: "var(--color-bar-good)",
  active: "var(--color-bar-1)",
  busy: "var(--color-bar-1)",
  warning: "var(--color-bar-warning)",
  bad: "var(--color-bar-bad)",
  neutral: REST,
};
