import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { processWide } from "@/lib/core/process-wide";

const LOAD_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
const FIRST_ROW_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Metrics for Prometheus. Labels are names of ours and of AWS's operations, never an account, a person or an id, so the
 * number of series is bounded.
 */
export const metrics = processWide("metrics", () => {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "ami_ledger_http_requests_total",
      help: "Requests to routes, by the status that they were answered with; 499 is a client that left before.",
      labelNames: ["status"],
      registers,
    }),
    firstRow: new Histogram({
      name: "ami_ledger_first_row_seconds",
      help: "From a request for rows to its first rows.",
      labelNames: ["resource"],
      buckets: FIRST_ROW_SECONDS,
      registers,
    }),
    scopeReads: new Counter({
      name: "ami_ledger_scope_reads_total",
      help: "Scopes asked for, by where their rows came from: cache, a load under way that was joined, or a new load.",
      labelNames: ["resource", "source"],
      registers,
    }),
    runningLoads: new Gauge({ name: "ami_ledger_running_loads", help: "Scopes that are being read from AWS.", registers }),
    loads: new Counter({
      name: "ami_ledger_loads_total",
      help: "Scopes that were read from AWS, by how that ended.",
      labelNames: ["resource", "outcome"],
      registers,
    }),
    loadSeconds: new Histogram({
      name: "ami_ledger_load_duration_seconds",
      help: "How long the reading of a scope from AWS took.",
      labelNames: ["resource"],
      buckets: LOAD_SECONDS,
      registers,
    }),
    rows: new Counter({
      name: "ami_ledger_rows_total",
      help: "Rows that were read from AWS.",
      labelNames: ["resource"],
      registers,
    }),
    awsCalls: new Counter({
      name: "ami_ledger_aws_calls_total",
      help: "Calls to AWS, by how they ended.",
      labelNames: ["service", "operation", "outcome"],
      registers,
    }),
    awsThrottles: new Counter({
      name: "ami_ledger_aws_throttles_total",
      help: "Calls that AWS throttled.",
      labelNames: ["service", "operation"],
      registers,
    }),
  };
});

/** Collects metrics of the process: memory, processor, event loop. */
export const measureProcess = (): void => collectDefaultMetrics({ register: metrics.registry });
