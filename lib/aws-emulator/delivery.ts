import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "./faults";
import type { WireAnswer } from "./wire/protocol";

/** Sends an answer, spoiled on its way by a fault that concerns the connection. */
export async function send(response: ServerResponse, answer: WireAnswer, requestId: string, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === "stall") return;
  if (fault?.kind === "slow") await delay(fault.ms, undefined, { ref: false });
  if (response.destroyed) return;

  const whole = Buffer.from(answer.body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const body = fault?.kind === "malformed" ? half : whole;
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
