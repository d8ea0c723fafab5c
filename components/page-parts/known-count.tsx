import { UnknownLabel } from "@/components/ui/unknown-label";
import { formatNumber } from "@/lib/core/format";
import type { Count } from "@/lib/core/known";

/** A number under its name, or why there is none. */
export function KnownCount({ label, count, note }: { label: string; count: Count; note?: string | null }) {
  const isLeast = count.state === "known" && count.atLeast !== undefined;
  return (
    <div className="min-w-0">
      <dt className="text-muted">{label}</dt>
      <dd className="flex min-h-7 items-center text-lg font-semibold tabular-nums">
        {isLeast && <span title={count.atLeast?.why}>at least&nbsp;</span>}
        {count.state === "known" ? formatNumber(count.value) : <UnknownLabel unknown={count} />}
      </dd>
      {note && <dd className="text-xs text-muted">{note}</dd>}
    </div>
  );
}
