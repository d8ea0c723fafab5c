import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Call } from "./answering";
import { type Conditions, conditionsSchema } from "./conditions";
import { type Fault, faultSchema } from "./faults";

/** What a test in another process may look at and change. */
export interface Controls {
  faults: Fault[];
  calls: Call[];
  conditions: Conditions;
}

/** `PUT /_faults`, `PUT /_conditions`, `GET /_calls` and `DELETE /_calls`: the emulator's own interface, next to AWS's. */
export async function control(request: IncomingMessage, response: ServerResponse, controls: Controls): Promise<void> {
  const { faults, calls, conditions } = controls;
  switch (`${request.method} ${request.url}`) {
    case "PUT /_faults": {
      const parsed = z.array(faultSchema).safeParse(parseJson(await text(request)));
      if (!parsed.success) return answer(response, 400, { error: z.prettifyError(parsed.error) });
      faults.splice(0, faults.length, ...parsed.data);
      return answer(response, 200, faults);
    }
    case "PUT /_conditions": {
      const parsed = conditionsSchema.safeParse(parseJson(await text(request)));
      if (!parsed.success) return answer(response, 400, { error: z.prettifyError(parsed.error) });
      conditions.bucket = parsed.data.bucket;
      conditions.mutatingBucket = parsed.data.mutatingBucket;
      conditions.reportMs = parsed.data.reportMs;
      conditions.latencyMs = parsed.data.latencyMs;
      return answer(response, 200, conditions);
    }
    case "GET /_calls":
      return answer(response, 200, calls);
    case "DELETE /_calls":
      calls.length = 0;
      return answer(response, 200, calls);
    default:
      return answer(response, 404, { error: `No such control: ${request.method} ${request.url}` });
  }
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
