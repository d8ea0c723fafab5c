import type { LogLevel } from "@/lib/server/config/config";
import { writeLogTo } from "./log";

export type LogLine = Record<string, unknown>;

/** Collects the lines that are logged from now on. */
export function recordLog(level: LogLevel = "debug"): LogLine[] {
  const lines: LogLine[] = [];
  writeLogTo({ write: (text) => void lines.push(JSON.parse(text)) }, level);
  return lines;
}
