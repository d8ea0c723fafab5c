import "server-only";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { onServerEnd } from "./stopping";

/**
 * Sends the spans of Next.js and ours by OTLP over HTTP, as the variables of OpenTelemetry say (OpenTelemetry Specification,
 * "OpenTelemetry Protocol Exporter").
 */
export function startTracing(): void {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "ami-ledger" }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  onServerEnd(() => provider.shutdown());
}
