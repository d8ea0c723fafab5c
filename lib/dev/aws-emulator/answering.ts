import { AwsError } from "./aws-error";
import { type Caller, callerOf, type Signature } from "./caller";
import { type Conditions, DEFAULT_MUTATING_BUCKET, DEFAULT_REPORT_MS } from "./conditions";
import { CreatedReports } from "./created-reports";
import { type Fault, type FaultedCall, FaultPicker, faultError } from "./faults";
import type { CallContext, Operation } from "./operation";
import { createOperations } from "./operations";
import { ERRORS } from "./service-errors";
import { services } from "./services";
import { Sessions } from "./sessions";
import { type BucketSize, TokenBuckets } from "./token-bucket";
import type { WireAnswer, WireRequest } from "./wire/protocol";
import type { World } from "./world";

/** A call the emulator received. */
export interface Call extends FaultedCall {
  /** The client left before it had its answer. */
  aborted: boolean;
  /** The token bucket was empty. A fault that throttles does not count. */
  throttled: boolean;
}

/** The answer, and a fault to apply while it is sent. */
interface Verdict {
  answer: WireAnswer;
  fault: Fault | undefined;
}

/** Settings that apply to calls while the emulator runs. */
interface Circumstances {
  faults: readonly Fault[];
  conditions: Conditions;
  /** Told of each call once it is understood, before it is answered. */
  onCall: (call: Call) => void;
}

export interface Answerer {
  /** The call as it can be told before its input is understood. */
  receive(signature: Signature, request: WireRequest): Call;
  /** Decides the answer to a call, and writes the input it understood into it. */
  answer(call: Call, signature: Signature, request: WireRequest, requestId: string): Verdict;
}

/** Everything between a request that was read and an answer that is ready to be sent. */
export function createAnswerer(world: World, { faults, conditions, onCall }: Circumstances): Answerer {
  const sessions = new Sessions();
  const reports = new CreatedReports();
  const operations = createOperations(sessions, reports);
  const picker = new FaultPicker();
  const buckets = new TokenBuckets();

  return {
    receive: ({ accessKeyId, region, service }, request) => ({
      account: sessions.find(accessKeyId)?.account ?? world.account,
      region,
      service,
      operation: services[service].protocol.operationName(request),
      input: {},
      aborted: false,
      throttled: false,
    }),

    answer(call, signature, request, requestId) {
      const { protocol, schemas } = services[call.service];
      let fault: Fault | undefined;
      try {
        const schema = schemas.get(call.operation);
        const known = operations[call.service];
        const operation = Object.hasOwn(known, call.operation) ? known[call.operation] : undefined;
        if (!schema || !operation) throw ERRORS[call.service].unknownOperation(call.operation);
        call.input = protocol.decodeInput(schema, request);
        onCall(call);
        const caller = callerOf(world, sessions, signature);
        call.throttled = isThrottled(call, conditions, buckets);
        if (call.throttled) throw ERRORS[call.service].throttle();
        fault = picker.pick(faults, call);
        const refusal = fault && faultError(fault, call, caller.arn);
        if (refusal) throw refusal;
        reports.settle(conditions.reportMs ?? DEFAULT_REPORT_MS);
        const run = fault?.kind === "repeat-token" ? repeatingToken(operation) : operation;
        return {
          answer: protocol.encodeOutput(schema, run(call.input, contextOf(call, world, caller, fault, conditions)), requestId),
          fault,
        };
      } catch (error) {
        const refusal = error instanceof AwsError ? error : ERRORS[call.service].internal();
        return { answer: protocol.encodeError(refusal, requestId), fault };
      }
    },
  };
}

function contextOf({ region }: Call, world: World, caller: Caller, fault: Fault | undefined, { movingPageSize }: Conditions): CallContext {
  return {
    world,
    caller,
    region,
    emptyPage: fault?.kind === "empty-page",
    addItem: fault?.kind === "add-item",
    movingPageSize,
    failReport: fault?.kind === "fail-report",
  };
}

function isThrottled({ account, region, service, operation }: Call, conditions: Conditions, buckets: TokenBuckets): boolean {
  if (service === "sts" || service === "organizations") return false;
  const bucket = isMutating(operation) ? mutatingBucket(conditions) : conditions.bucket;
  return bucket !== undefined && !buckets.take(`${account}/${region}/${service}/${operation}`, bucket, performance.now());
}

function isMutating(operation: string): boolean {
  return !/^(?:Describe|List|Get)/.test(operation);
}

function mutatingBucket({ bucket, mutatingBucket: told }: Conditions): BucketSize | undefined {
  return told ?? (bucket && DEFAULT_MUTATING_BUCKET);
}

const MADE_UP_TOKEN = "dGhlLXNhbWUtdG9rZW4tYWdhaW4";

/** The operation with its tokens stuck: the one it was sent, or on a first page any. */
function repeatingToken(operation: Operation): Operation {
  return (input: Record<string, unknown>, context: CallContext) => {
    const { NextToken: sent, ...firstPage } = input;
    const output = operation(sent === MADE_UP_TOKEN ? firstPage : input, context);
    const issued = "NextToken" in output ? output.NextToken : undefined;
    return { ...output, NextToken: sent ?? issued ?? MADE_UP_TOKEN };
  };
}
