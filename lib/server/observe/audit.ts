import "server-only";
import { log } from "./log";

/** Something that was changed at AWS, or that was to be. */
export interface AuditEntry {
  /** `CreateImageUsageReport`, or what of ours was asked for. */
  action: string;
  /** Who asked for it. */
  by: string;
  /** What it was done to, and what became of it. */
  [detail: string]: string | number | boolean | null | readonly string[];
}

/** Writes who changed what, and when, to the server's log, however little else is logged. */
export function audit(entry: AuditEntry): void {
  log().child({ audit: true }, { level: "info" }).info(entry, "audit");
}
