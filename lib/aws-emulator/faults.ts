import { z } from "zod";
import type { AwsError } from "./aws-error";
import type { ServiceName } from "./operations";
import { ERRORS } from "./service-errors";

const common = {
  /** Only calls to this region. */
  region: z.string().optional(),
  /** Only calls of this operation. */
  operation: z.string().optional(),
  /** How many calls it hits; without it, all of them. */
  times: z.int().positive().optional(),
  /** How many matching calls it lets through first. */
  after: z.int().nonnegative().optional(),
};

/** Something that goes wrong with calls, as plain data. The first fault of a list that matches a call wins. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.enum([
      /** IAM says no. */
      "deny",
      "throttle",
      "internal-error",
      "expired-credentials",
      /** A token that was valid is no longer. First pages are unharmed. */
      "expire-token",
      /** Every page comes with the token it was asked for with. */
      "repeat-token",
      /** No items, and a token that goes on from there. */
      "empty-page",
      /** The connection breaks in the middle of the body. */
      "cut",
      /** The body ends in the middle, over a connection that is well. */
      "malformed",
      /** No answer, until the client leaves. */
      "stall",
    ]),
  }),
  /** `MaxResults` above `max` is refused. */
  z.object({ ...common, kind: z.literal("refuse-page-size"), max: z.int().nonnegative() }),
  /** The answer is right, `ms` milliseconds late. */
  z.object({ ...common, kind: z.literal("slow"), ms: z.number().nonnegative() }),
]);

export type Fault = z.infer<typeof faultSchema>;

/** What a fault is matched against. */
export interface FaultedCall {
  region: string;
  service: ServiceName;
  operation: string;
  input: Record<string, unknown>;
}

/** Picks the fault that hits a call. It counts on its own, because faults are data that a test may reuse. */
export class FaultPicker {
  readonly #seen = new WeakMap<Fault, number>();

  pick(faults: readonly Fault[], call: FaultedCall): Fault | undefined {
    return faults.find((fault) => {
      if (!concerns(fault, call)) return false;
      const before = this.#seen.get(fault) ?? 0;
      this.#seen.set(fault, before + 1);
      const first = fault.after ?? 0;
      return before >= first && before < first + (fault.times ?? Number.POSITIVE_INFINITY);
    });
  }
}

function concerns(fault: Fault, { region, operation, input }: FaultedCall): boolean {
  if (fault.region !== undefined && fault.region !== region) return false;
  if (fault.operation !== undefined && fault.operation !== operation) return false;
  if (fault.kind === "expire-token") return typeof input.NextToken === "string";
  if (fault.kind === "refuse-page-size") {
    return typeof input.MaxResults === "number" && input.MaxResults > fault.max;
  }
  return true;
}

/** The error a fault answers with, or undefined for a fault that spoils the answer in another way. */
export function faultError(fault: Fault, call: FaultedCall, caller: string): AwsError | undefined {
  const errors = ERRORS[call.service];
  switch (fault.kind) {
    case "deny":
      return errors.deny(`User: ${caller} is not authorized to perform: ${call.service}:${call.operation}`);
    case "throttle":
      return errors.throttle();
    case "internal-error":
      return errors.internal();
    case "expired-credentials":
      return errors.expiredCredentials();
    case "expire-token":
      return errors.expiredToken();
    case "refuse-page-size":
      return errors.badPageSize(`Value (${call.input.MaxResults}) for parameter maxResults is above ${fault.max}.`);
    default:
      return undefined;
  }
}
