import "server-only";
import { log } from "./log";

/** A change at AWS, or an attempt at one. */
export interface AuditEntry {
  /** An operation of AWS, such as `CreateImageUsageReport`, or one of ours. */
  action: string;
  /** Who asked for it. */
  by: string;
  /** The object of the change, and its outcome. */
  [detail: string]: string | number | boolean | null | readonly string[];
}

/** Logs who changed what, at any log level. */
export function audit(entry: AuditEntry): void {
  log().child({ audit: true }, { level: "info" }).info(entry, "audit");
}
