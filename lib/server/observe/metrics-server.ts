import "server-only";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { errorFields } from "./error-fields";
import { log } from "./log";
import { measureProcess, metrics } from "./metrics";

/**
 * Serves `/metrics`, and nothing else, on a port of its own. Port 0 is any free one.
 *
 * @throws InvalidConfig where the port is taken or forbidden.
 */
export async function serveMetrics(host: string, port: number): Promise<Server> {
  const server = createServer(({ method, url }, response) => {
    const isAsked = (method === "GET" || method === "HEAD") && /^\/metrics(?:\?|$)/.test(url ?? "");
    if (!isAsked) response.writeHead(404).end();
    else void sendMetrics(response).catch((error: unknown) => log().error({ error: errorFields(error) }, "metrics could not be sent"));
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidConfig([`LEDGER_METRICS_PORT: expected a port that is free at ${host}, not ${port} (${code})`]);
  }
  measureProcess();
  // Only the app's port keeps the process alive.
  return server.unref();
}

async function sendMetrics(response: ServerResponse): Promise<void> {
  const { registry } = metrics;
  const text = await registry.metrics();
  response.writeHead(200, { "Content-Type": registry.contentType }).end(text);
}
