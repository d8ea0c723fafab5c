import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { metrics } from "./metrics";
import { serveMetrics } from "./metrics-server";

const HOST = "127.0.0.1";
let server: Server | null = null;

afterEach(() => {
  server?.close();
  metrics.registry.clear();
});

describe("the port of metrics", () => {
  it("serves them in the format of Prometheus, with the memory of the process", async () => {
    const answer = await fetch(`${await served()}/metrics`);

    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it.each(["/", "/api/scopes", "/metrics/x", "/api/ready"])("serves nothing else: %s", async (path) => {
    expect((await fetch((await served()) + path)).status).toBe(404);
  });

  it("must be free", async () => {
    const other = createServer().listen(0, HOST);
    await once(other, "listening");
    const port = portOf(other.address());

    await expect(serveMetrics(HOST, port)).rejects.toMatchObject({
      faults: [`LEDGER_METRICS_PORT: expected a port that is free at 127.0.0.1, not ${port} (EADDRINUSE)`],
    });
    other.close();
  });
});

async function served(): Promise<string> {
  server = await serveMetrics(HOST, 0);
  return `http://${HOST}:${portOf(server.address())}`;
}

function portOf(address: ReturnType<Server["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("It listens at no port.");
  return address.port;
}
