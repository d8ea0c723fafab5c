import { PHASE_PRODUCTION_BUILD } from "next/constants";

/** Runs once when a server starts, before it answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_PHASE === PHASE_PRODUCTION_BUILD) return;
  // In this form, Next leaves the import out of what it compiles for its other runtime, which has no process to end.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { checkConfig } = await import("@/lib/check-config");
    const { collectEarly } = await import("@/lib/collect-early");
    const { resumeReportRequests } = await import("@/lib/report-requests/server-queue");
    checkConfig();
    collectEarly();
    void resumeReportRequests();
  }
}
