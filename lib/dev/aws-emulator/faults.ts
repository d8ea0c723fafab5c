import { z } from "zod";
import type { AwsError } from "./aws-error";
import { ERRORS } from "./service-errors";
import type { ServiceName } from "./service-name";
import { parseRole } from "./sessions";

const common = {
  /** Only calls to this region. */
  region: z.string().optional(),
  /** Only calls of this operation. */
  operation: z.string().optional(),
  /** Only calls of this service. */
  service: z.enum(["ec2", "license-manager", "sts", "organizations"]).optional(),
  /**
   * Only calls that act in this account. AssumeRole is a call of the account that asks; a
   * fault of `operation: "AssumeRole"` means the account that is to be entered instead.
   */
  account: z.string().optional(),
  /** How many calls it hits; without it, all of them, or one for `add-item`. */
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
      /**
       * The answer is right, and then the listing has one more item: a copy of its last, of another account for a
       * report's entry, under another id for everything else. An empty listing stays empty, and the calls that
       * list regions, accounts or nothing are unharmed.
       */
      "add-item",
      /** The report that is created ends in `error`. */
      "fail-report",
      /** No answer, until the client leaves. */
      "stall",
      /** The connection is closed in place of an answer. */
      "reset",
    ]),
  }),
  /** The body ends early, in the middle where `at` does not say after which part of it. */
  z.object({
    ...common,
    kind: z.enum([
      /** And the connection breaks. */
      "cut",
      /** Over a connection that is well, with the length that is left. */
      "malformed",
    ]),
    at: z.number().min(0).lt(1).optional(),
  }),
  /** `MaxResults` above `max` is refused. */
  z.object({ ...common, kind: z.literal("refuse-page-size"), max: z.int().nonnegative() }),
  /** This body in place of the answer, with success or as a gateway sends it. */
  z.object({ ...common, kind: z.literal("replace-body"), body: z.string(), status: z.int().min(200).max(599).optional() }),
  /** The answer is right, in another encoding. The compressed one says what it is, and breaks off. */
  z.object({ ...common, kind: z.literal("encode"), as: z.enum(["utf16le", "broken-gzip", "utf8-with-bom"]) }),
  /** The answer is right, and arrives a byte every `ms` milliseconds. */
  z.object({ ...common, kind: z.literal("drip"), ms: z.number().positive() }),
  /** The answer is right, `ms` milliseconds late. */
  z.object({ ...common, kind: z.literal("slow"), ms: z.number().nonnegative() }),
]);

export type Fault = z.infer<typeof faultSchema>;

/** What a fault is matched against. */
export interface FaultedCall {
  /** The 12 digits of the account that acts. */
  account: string;
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
      return before >= first && before < first + (fault.times ?? timesOf(fault));
    });
  }
}

function timesOf({ kind }: Fault): number {
  return kind === "add-item" ? 1 : Number.POSITIVE_INFINITY;
}

function concerns(fault: Fault, call: FaultedCall): boolean {
  const { region, operation, service, input } = call;
  if (fault.region !== undefined && fault.region !== region) return false;
  if (fault.operation !== undefined && fault.operation !== operation) return false;
  if (fault.service !== undefined && fault.service !== service) return false;
  if (fault.account !== undefined && fault.account !== accountMeant(fault, call)) return false;
  if (fault.kind === "expire-token") return typeof input.NextToken === "string";
  if (fault.kind === "fail-report") return operation === "CreateImageUsageReport";
  if (fault.kind === "add-item") return GROWING_SERVICES.includes(service) && isListing(operation);
  if (fault.kind === "refuse-page-size") {
    return typeof input.MaxResults === "number" && input.MaxResults > fault.max;
  }
  return true;
}

const GROWING_SERVICES: readonly ServiceName[] = ["ec2", "license-manager"];

function isListing(operation: string): boolean {
  return /^(?:Describe|List)/.test(operation) && operation !== "DescribeRegions" && operation !== "DescribeImageAttribute";
}

function accountMeant({ operation }: Fault, { account, input }: FaultedCall): string | undefined {
  if (operation !== "AssumeRole") return account;
  return typeof input.RoleArn === "string" ? parseRole(input.RoleArn)?.account : undefined;
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
