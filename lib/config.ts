import "server-only";
import { z } from "zod";

/** Everything the operator can set, beside the AWS SDK's own variables. `.env.example` explains each. */
export interface Config {
  /** Regions to read. Empty: the region that the AWS SDK resolves. */
  regions: string[];
}

/** Regions of every partition: us-east-1, us-gov-west-1, cn-north-1, eusc-de-east-1, us-isob-east-1. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;

const schema = z.object({
  LEDGER_REGIONS: z
    .string()
    .default("")
    .transform((text) => [
      ...new Set(
        text
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== ""),
      ),
    ])
    .pipe(
      z.array(z.string().regex(REGION, { error: (issue) => `expected region names such as us-east-1,eu-west-1, not “${issue.input}”` })),
    ),
});

/** What is wrong with the environment: one line per fault. */
export class InvalidConfig extends Error {
  override readonly name = "InvalidConfig";

  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws InvalidConfig with every fault at once, each naming the variable and what was expected.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    throw new InvalidConfig(parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  }
  return { regions: parsed.data.LEDGER_REGIONS };
}
