import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Fault } from "./faults";
import type { WireAnswer } from "./wire/protocol";

/** Sends an answer when it is due, by the clock of `performance`, spoiled on its way by a fault that concerns the connection. */
export async function send(response: ServerResponse, answer: WireAnswer, requestId: string, due: number, fault?: Fault): Promise<void> {
  if (fault?.kind === "stall") return;
  const wait = due - performance.now() + (fault?.kind === "slow" ? fault.ms : 0);
  // A timer may ring a fraction of a millisecond early.
  if (wait > 0) await delay(Math.ceil(wait) + 1, undefined, { ref: false });
  if (response.destroyed) return;
  if (fault?.kind === "reset") {
    response.destroy();
    return;
  }
  const body = spoiled(Buffer.from(answer.body), fault);
  response.writeHead(fault?.kind === "replace-body" ? (fault.status ?? answer.status) : answer.status, {
    "content-type": answer.contentType,
    "content-length": body.length,
    "x-amzn-requestid": requestId,
    ...(fault?.kind === "encode" && fault.as === "broken-gzip" && { "content-encoding": "gzip" }),
  });
  if (fault?.kind === "cut") {
    // Without a byte of the body, the head has to be sent by itself.
    response.flushHeaders();
    response.write(firstPart(body, fault.at), () => response.destroy());
  } else if (fault?.kind === "drip") {
    await drip(response, body, fault.ms);
  } else {
    response.end(body);
  }
}

const firstPart = (body: Buffer, at = 0.5): Buffer => body.subarray(0, Math.floor(body.length * at));

function spoiled(body: Buffer, fault: Fault | undefined): Buffer {
  switch (fault?.kind) {
    case "replace-body":
      return Buffer.from(fault.body);
    case "malformed":
      return firstPart(body, fault.at);
    case "encode":
      return encoded(body, fault.as);
    default:
      return body;
  }
}

function encoded(body: Buffer, as: Extract<Fault, { kind: "encode" }>["as"]): Buffer {
  if (as === "utf16le") return Buffer.from(body.toString(), "utf16le");
  if (as === "utf8-with-bom") return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
  return firstPart(gzipSync(body));
}

async function drip(response: ServerResponse, body: Buffer, ms: number): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += 1) {
    response.write(body.subarray(at, at + 1));
    await delay(ms, undefined, { ref: false });
  }
  response.end();
}
