/** Why something is not known. Each state has its own words and icon wherever it is shown. */
export interface Unknown {
  state: "reading" | "not reported" | "not permitted" | "failed";
  /** One sentence: what is missing. */
  why: string;
}

/** A value, zero among them, or why there is none (the five states of a number). */
export type Known<Value> = { state: "known"; value: Value } | Unknown;

/** A number, where it is known. With `atLeast` it is a lower bound above zero, and says what is missing for the whole. */
export type Count = { state: "known"; value: number; atLeast?: Unknown } | Unknown;

export const known = <Value>(value: Value): { state: "known"; value: Value } => ({ state: "known", value });

/** The value, or null where it is not known: what a column holds. */
export const knownValue = <Value>(of: Known<Value>): Value | null => (of.state === "known" ? of.value : null);
