import { grouped } from "@/lib/core/grouped";
import type { Scoped } from "@/lib/core/scope";
import { type ImportImageTask, importImageTasks, importOutcome } from "@/lib/resources/import-image-tasks";
import { rowKey } from "@/lib/resources/resource";
import { commonRegion, type Finding } from "./finding";

/** Imports that failed in the last 7 days: each reason, the most frequent first. */
export function importFindings(tasks: readonly Scoped<ImportImageTask>[]): Finding[] {
  const failed = tasks.filter((task) => importOutcome(task) === "failed");
  const byReason = grouped(failed, ({ statusMessage }) => statusMessage ?? "");
  return [...byReason]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, alike]): Finding => {
      const [only] = alike;
      const isOne = alike.length === 1 && only !== undefined;
      return {
        urgency: "bad",
        subject: isOne ? `Import of ${only.description ?? only.importTaskId}` : `${alike.length} imports`,
        text: `failed: ${reason}`,
        region: commonRegion(alike),
        href: isOne
          ? `/import-image-tasks?${new URLSearchParams({ row: rowKey(importImageTasks, only) })}`
          : "/import-image-tasks?facet.outcome=failed",
        action: isOne ? "See task" : "See tasks",
      };
    });
}
