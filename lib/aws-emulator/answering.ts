import { AwsError } from "./aws-error";
import { type Fault, type FaultedCall, FaultPicker, faultError } from "./faults";
import type { CallContext, Operation } from "./listing";
import { createOperations } from "./operations";
import { ERRORS } from "./service-errors";
import { type CredentialScope, services } from "./services";
import type { WireAnswer, WireRequest } from "./wire/protocol";
import type { World } from "./world";

/** A call the emulator received. */
export interface Call extends FaultedCall {
  /** The client left before it had its answer. */
  aborted: boolean;
}

/** What to send, and the fault that is still to spoil the sending. */
interface Verdict {
  answer: WireAnswer;
  fault: Fault | undefined;
}

export interface Answerer {
  /** The call as it can be told before its input is understood. */
  receive(scope: CredentialScope, request: WireRequest): Call;
  /** Decides the answer to a call, and writes the input it understood into it. */
  answer(call: Call, request: WireRequest, requestId: string): Verdict;
}

/** Everything between a request that was read and an answer that is ready to be sent. */
export function createAnswerer(world: World, faults: readonly Fault[]): Answerer {
  const operations = createOperations();
  const picker = new FaultPicker();

  return {
    receive: ({ region, service }, request) => ({
      region,
      service,
      operation: services[service].protocol.operationName(request),
      input: {},
      aborted: false,
    }),

    answer(call, request, requestId) {
      const { protocol, schemas } = services[call.service];
      let fault: Fault | undefined;
      try {
        const schema = schemas.get(call.operation);
        const known = operations[call.service];
        const operation = Object.hasOwn(known, call.operation) ? known[call.operation] : undefined;
        if (!schema || !operation) throw ERRORS[call.service].unknownOperation(call.operation);
        call.input = protocol.decodeInput(schema, request);
        fault = picker.pick(faults, call);
        const refusal = fault && faultError(fault, call, world.arn);
        if (refusal) throw refusal;
        const context = { world, region: call.region, emptyPage: fault?.kind === "empty-page" };
        const run = fault?.kind === "repeat-token" ? repeatingToken(operation) : operation;
        return { answer: protocol.encodeOutput(schema, run(call.input, context), requestId), fault };
      } catch (error) {
        const refusal = error instanceof AwsError ? error : ERRORS[call.service].internal();
        return { answer: protocol.encodeError(refusal, requestId), fault };
      }
    },
  };
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
