import type { LogLevel } from "@/lib/server/config/config";
import { writeLogTo } from "./log";

export type LogLine = Record<string, unknown>;

/** The lines that are logged from now on, in place of being written. */
export function recordLog(level: LogLevel = "debug"): LogLine[] {
  const lines: LogLine[] = [];
  writeLogTo({ write: (text) => void lines.push(JSON.parse(text)) }, level);
  return lines;
}
