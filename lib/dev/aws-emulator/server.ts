import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type Answerer, type Call, createAnswerer } from "./answering";
import { AwsError } from "./aws-error";
import type { Conditions } from "./conditions";
import { type Controls, control } from "./control";
import { send } from "./delivery";
import type { Fault } from "./faults";
import { credentialScope } from "./services";
import { ec2Query, json11 } from "./wire/protocol";
import type { World } from "./world";

export interface EmulatorOptions extends Conditions {
  /** Read at every listing, so a test may change it between two. */
  world: World;
  /** 0 picks a free one. */
  port?: number;
  host?: string;
  faults?: readonly Fault[];
  /** Told of each call before it is answered, so that a test may change the world meanwhile. */
  onCall?: (call: Call) => void;
}

/** A running AWS endpoint. */
export interface Emulator {
  /** For the SDK's `endpoint`, or `AWS_ENDPOINT_URL`. */
  url: string;
  /** Live: push to it or splice it, and the next call sees it. */
  faults: Fault[];
  /** Live: change its members, and the next call meets them. */
  readonly conditions: Conditions;
  /** The newest 10,000 calls, oldest first. */
  calls: Call[];
  /** Ends open connections too. */
  close(): Promise<void>;
}

const MAX_CALLS = 10_000;

/** Longer than a client keeps an idle connection, so that none is closed under a request in flight. */
const KEEP_ALIVE_MS = 60_000;

/** Starts an endpoint that speaks the protocols of EC2, License Manager, STS and Organizations for a world. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { world, port = 0, host = "127.0.0.1", bucket, mutatingBucket, reportMs, latencyMs, movingPageSize, onCall = () => {} } = options;
  const controls: Controls = {
    faults: [...(options.faults ?? [])],
    calls: [],
    conditions: { bucket, mutatingBucket, reportMs, latencyMs, movingPageSize },
  };
  const answerer = createAnswerer(world, { ...controls, onCall });

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const handled = request.url?.startsWith("/_") ? control(request, response, controls) : serve(request, response, answerer, controls);
    // A client that leaves while it is being read or answered is everyday business here.
    handled.catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, "listening");

  return {
    url: `http://${host}:${boundPort(server.address())}`,
    ...controls,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, answerer: Answerer, { calls, conditions }: Controls) {
  const due = performance.now() + (conditions.latencyMs ?? 0);
  const requestId = randomUUID();
  const target = request.headers["x-amz-target"]?.toString();
  const wire = { target, body: await text(request) };

  const scope = credentialScope(request.headers.authorization);
  if (!scope) {
    const refusal = new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
    const protocol = target === undefined ? ec2Query : json11;
    return send(response, protocol.encodeError(refusal, requestId), requestId, due);
  }

  const signature = { ...scope, securityToken: request.headers["x-amz-security-token"]?.toString() };
  const call = answerer.receive(signature, wire);
  calls.push(call);
  if (calls.length > MAX_CALLS) calls.shift();
  const { answer, fault } = answerer.answer(call, signature, wire, requestId);
  response.once("close", () => {
    call.aborted = !response.writableFinished && fault?.kind !== "cut";
  });
  return send(response, answer, requestId, due, fault);
}

function boundPort(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (address === null || typeof address === "string") throw new Error(`Not listening on a port: ${address}`);
  return address.port;
}
