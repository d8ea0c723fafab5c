import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "./faults";
import type { WireAnswer } from "./wire/protocol";

/** Sends an answer when it is due, by the clock of `performance`, spoiled on its way by a fault that concerns the connection. */
export async function send(response: ServerResponse, answer: WireAnswer, requestId: string, due: number, fault?: Fault): Promise<void> {
  if (fault?.kind === "stall") return;
  const wait = due - performance.now() + (fault?.kind === "slow" ? fault.ms : 0);
  // A timer may ring a fraction of a millisecond early.
  if (wait > 0) await delay(Math.ceil(wait) + 1, undefined, { ref: false });
  if (response.destroyed) return;

  const whole = Buffer.from(answer.body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const body = fault?.kind === "replace-body" ? Buffer.from(fault.body) : fault?.kind === "malformed" ? half : whole;
  response.writeHead(answer.status, {
    "content-type": answer.contentType,
    "content-length": body.length,
    "x-amzn-requestid": requestId,
  });
  if (fault?.kind === "cut") {
    response.write(half, () => response.destroy());
  } else {
    response.end(body);
  }
}
