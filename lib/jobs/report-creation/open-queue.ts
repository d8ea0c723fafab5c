import "server-only";
import { processWide } from "@/lib/core/process-wide";
import type { ReportQueue } from "./report-queue";

/** The queue of this process, once somebody has opened it. */
export const held = processWide("report-queue", (): { queue: Promise<ReportQueue> | null } => ({ queue: null }));

/** The queue, without opening it. */
export const openReportQueue = (): Promise<ReportQueue> | null => held.queue;
