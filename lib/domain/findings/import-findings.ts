import { grouped } from "@/lib/core/grouped";
import type { Scoped } from "@/lib/core/scope";
import { type ImportImageTask, importOutcome } from "@/lib/resources/import-image-tasks";
import { type FindingFact, several } from "./finding-fact";

/** Imports that failed in the last 7 days, a fact a reason. `isWhole`: there are no imports but these. */
export function importFindings(tasks: readonly Scoped<ImportImageTask>[], isWhole: boolean): FindingFact[] {
  const failed = tasks.filter((task) => importOutcome(task) === "failed");
  return [...grouped(failed, ({ statusMessage }) => statusMessage ?? "")].flatMap(([reason, alike]): FindingFact[] => {
    const found = several(alike);
    return found === null ? [] : [{ code: "import-failed", tasks: found, reason, atLeast: !isWhole }];
  });
}
