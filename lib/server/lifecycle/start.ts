import "server-only";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { listenAddress } from "@/lib/scripts/listen-address.mjs";
import { readConfig } from "@/lib/server/config/config";
import { serveMetrics } from "@/lib/server/observe/metrics-server";
import { observeAws } from "@/lib/server/observe/observe-aws";
import { endMisconfigured } from "./check-config";
import { followOutboundProxy } from "./outbound-proxy";
import { stopGracefully } from "./shutdown";

/** Starts tracing, metrics and graceful shutdown. */
export async function startObserving(): Promise<void> {
  const { metricsPort } = readConfig(process.env);
  followOutboundProxy();
  observeAws();
  if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT || process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) {
    const { startTracing } = await import("./tracing");
    startTracing();
  }
  if (metricsPort !== null) {
    await serveMetrics(listenAddress(process.env).host, metricsPort).catch((error: unknown) => {
      if (!(error instanceof InvalidConfig)) throw error;
      endMisconfigured(error.faults);
    });
  }
  // A development server restarts all the time.
  if (process.env.NODE_ENV === "production") stopGracefully();
}
