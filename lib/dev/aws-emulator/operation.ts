import { AwsError } from "./aws-error";
import type { Caller } from "./caller";
import type { World } from "./world";

/** Everything about a call besides its input. */
export interface CallContext {
  world: World;
  caller: Caller;
  /** Such as `us-east-1`. */
  region: string;
  /** Answer with no items and a token for the same position, as AWS is free to do. */
  emptyPage: boolean;
  /** Once answered, the listing gets one more item at its end. */
  addItem: boolean;
  /** The size of pages that are cut anew each time. */
  movingPageSize: number | undefined;
  /** A report that is created ends in `error`. */
  failReport: boolean;
}

/** An operation of an emulated service: decoded input to output, by the shapes of the SDK. */
export type Operation = (input: Record<string, unknown>, context: CallContext) => object;

/** An operation whose input has the type that the SDK generated for it. */
export function typedOperation<Input>(run: (input: Input, context: CallContext) => object): Operation {
  // The type and the schema that decoded the input are generated from one model, so the cast holds.
  return (input, context) => run(input as Input, context);
}

/** Ends a dry run, which is to be asked for once everything else about the call is known to be right. */
export function endDryRun({ DryRun }: { DryRun?: boolean | undefined }): void {
  if (DryRun) throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
}
