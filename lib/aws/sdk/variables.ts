import "server-only";
import { z } from "zod";
import { InvalidConfig } from "@/lib/core/invalid-config";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A comma-separated list without blanks, each item once. */
export const list = () => z.string().default("").transform(items);

const items = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  ),
];

/** Text without blanks around it; "" where nothing is set. */
export const text = () => z.string().trim().default("");

/** A whole number of seconds, as milliseconds. */
export const seconds = (fallback: number, min: number, max: number) => {
  const error = `expected a whole number of seconds from ${min} to ${max}`;
  return text()
    .transform((value) => (value === "" ? String(fallback) : value))
    .pipe(
      z
        .string()
        .regex(/^\d{1,9}$/, { error, abort: true })
        .transform(Number)
        .pipe(z.number().min(min, { error }).max(max, { error })),
    )
    .transform((value) => value * 1000);
};

/** @throws InvalidConfig with every fault at once, each naming the variable and what was expected. */
export function parseVariables<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.output<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new InvalidConfig(parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`));
}
