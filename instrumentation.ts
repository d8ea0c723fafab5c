import type { Instrumentation } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";

/** Runs once when a server starts, before it answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_PHASE === PHASE_PRODUCTION_BUILD) return;
  // In this form, Next.js leaves the imports out of its edge runtime, which has no process.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { checkConfig } = await import("@/lib/server/lifecycle/check-config");
    const { collectEarly } = await import("@/lib/server/lifecycle/collect-early");
    const { startObserving } = await import("@/lib/server/lifecycle/start");
    const { startCollector } = await import("@/lib/server/collector/server-collector");
    const { openStore } = await import("@/lib/server/lifecycle/open-store");
    const { resumeReportJobs } = await import("@/lib/server/report-queue/server-queue");
    checkConfig();
    collectEarly();
    await startObserving();
    await openStore();
    startCollector();
    void resumeReportJobs();
  }
}

/** Logs what broke a page, under the digest that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logPageError } = await import("@/lib/server/observe/page-error");
    logPageError(error, request, context);
  }
};
