import { CircleAlert, CircleCheck, CircleDashed, CircleDot, CircleHelp, CircleX, type LucideIcon, RotateCw } from "lucide-react";
import type { Tone } from "@/lib/resources/resource";

const LOOKS = {
  good: { Icon: CircleCheck, color: "text-good" },
  active: { Icon: CircleDot, color: "text-accent" },
  busy: { Icon: RotateCw, color: "text-accent" },
  warning: { Icon: CircleAlert, color: "text-warning" },
  bad: { Icon: CircleX, color: "text-bad" },
  neutral: { Icon: CircleDashed, color: "text-muted" },
  unknown: { Icon: CircleHelp, color: "text-muted" },
} satisfies Record<Tone | "unknown", { Icon: LucideIcon; color: string }>;

/** A state: its word as AWS writes it, an icon and a colour. */
export function StateLabel({ tone, children }: { tone: Tone | "unknown"; children: React.ReactNode }) {
  const { color } = LOOKS[tone];
  return (
    <span className={`inline-flex min-w-0 items-center gap-1.5 ${color}`}>
      <ToneIcon tone={tone} />
      <span className="truncate">{children}</span>
    </span>
  );
}

/** The icon of a tone alone, for where the words stand beside it. */
export function ToneIcon({ tone }: { tone: Tone | "unknown" }) {
  const { Icon, color } = LOOKS[tone];
  return <Icon aria-hidden className={`size-3.5 shrink-0 ${color}`} />;
}
