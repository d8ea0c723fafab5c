import { CircleDashed, Hourglass, Lock, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Unknown } from "@/lib/core/known";

const ICONS: Readonly<Record<Unknown["state"], LucideIcon>> = {
  reading: CircleDashed,
  "not reported": Hourglass,
  "not permitted": Lock,
  failed: TriangleAlert,
};

/** That a value is not known, in the words and with the icon of its reason. Never a zero, never a dash. */
export function UnknownLabel({ unknown: { state, why } }: { unknown: Unknown }) {
  const Icon = ICONS[state];
  return (
    <span title={why} className={`inline-flex min-w-0 items-center gap-1 text-xs ${state === "failed" ? "text-bad" : "text-muted"}`}>
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className="truncate">{state}</span>
      <span className="sr-only">: {why}</span>
    </span>
  );
}
