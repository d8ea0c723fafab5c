import "server-only";
import { z } from "zod";
import { namedError } from "@/lib/core/named-error";

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is wrong: one line per fault, each naming the variable and what was expected. */
export class InvalidConfig extends namedError("InvalidConfig") {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/** The same function, which reads again only when one of the variables changes: settings are asked for on every request. */
export function memoized<Settings>(variables: readonly string[], read: (environment: Environment) => Settings) {
  let last: { key: string; settings: Settings } | null = null;
  return (environment: Environment): Settings => {
    const key = JSON.stringify(variables.map((name) => environment[name]));
    if (last?.key !== key) last = { key, settings: read(environment) };
    return last.settings;
  };
}

/** @throws InvalidConfig with every fault at once. */
export function parseVariables<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.output<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new InvalidConfig(parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`));
}

/**
 * Arguments of `superRefine` for a check of several variables, of which one is named in the fault. It runs where each of
 * them is right by itself, whatever is wrong elsewhere.
 */
export function together<Values>(variable: string, others: readonly string[], expected: (values: Values) => string | null) {
  const check = (values: Values, context: z.core.$RefinementCtx<Values>): void => {
    const message = expected(values);
    if (message !== null) context.addIssue({ code: "custom", path: [variable], message: `expected ${message}` });
  };
  const when = ({ issues }: z.core.ParsePayload) => !issues.some(({ path = [] }) => [variable, ...others].includes(String(path[0])));
  return [check, { when }] as const;
}

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

type IsValid = (text: string) => boolean;

/** Text or null. A blank variable is the same as one that is not set. */
const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || null);

/** Text, or null where it is not set. */
export const optional = (expected = "text", isValid: IsValid = () => true) =>
  text.refine((value) => value === null || isValid(value), { error: `expected ${expected}` });

export const required = (expected: string, isValid: IsValid = () => true) =>
  text.pipe(z.string({ error: `expected ${expected}` }).refine(isValid, { error: `expected ${expected}` }));

/** The parts between commas, each once. */
export const list = (expected = "text", isValid: IsValid = () => true) =>
  text
    .transform((value) => [...new Set((value ?? "").split(",").map((part) => part.trim()))].filter((part) => part !== ""))
    .pipe(z.array(z.string().refine(isValid, { error: ({ input }) => `expected ${expected}, not “${input}”` })));

export const oneOf = <const Values extends readonly string[]>(values: Values, fallback: Values[number]) =>
  text
    .transform((value) => value ?? fallback)
    .pipe(z.enum(values, { error: ({ input }) => `expected ${OR.format(values)}, not “${input}”` }));

export const flag = () => oneOf(["true", "false"], "false").transform((value) => value === "true");

/** A whole number, or the fallback where nothing is set. */
export const wholeNumber = <Fallback extends number | null>(fallback: Fallback, min: number, max: number, unit = "") =>
  optional(
    `a whole number${unit} from ${min} to ${max}`,
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max,
  ).transform((value) => (value === null ? fallback : Number(value)));

/** Whole seconds, as milliseconds. */
export const seconds = (fallback: number, min: number, max: number) =>
  wholeNumber(fallback, min, max, " of seconds").transform((value) => value * 1000);
