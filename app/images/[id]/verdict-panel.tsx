"use client";

import { CircleCheck, CircleHelp, Hourglass, type LucideIcon, Users } from "lucide-react";
import { Quiet } from "@/components/page-parts/page-section";
import type { Fleet } from "@/components/page-parts/use-fleet";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { Verdict } from "@/lib/domain/images/verdict";
import { lagSentence } from "@/lib/domain/images/words";
import type { MissingEvidence } from "@/lib/resources/image-verdicts";
import { RemedyAction } from "./remedy-action";
import { VerdictBasis } from "./verdict-basis";

const WORDS = {
  "in-use": { Icon: Users, color: "text-accent", title: "In use" },
  "no-use-seen": { Icon: CircleCheck, color: "text-good", title: "No use seen" },
  unknown: { Icon: CircleHelp, color: "text-muted", title: "Unknown" },
} satisfies Record<Verdict["verdict"], { Icon: LucideIcon; color: string; title: string }>;

const PANEL = "grid min-h-44 content-start gap-3 rounded-lg border bg-sunken p-4 sm:p-5";

interface VerdictPanelProps {
  evidence: ImageEvidence;
  verdict: Verdict;
  usage: ImageUsage;
  fleet: Fleet;
  /** Evidence is still coming in for the first time. */
  reading: boolean;
}

/** May the image be removed? The answer in a word, what it rests on, how old that is, and what would make it better. */
export function VerdictPanel({ evidence, verdict, usage, fleet, reading }: VerdictPanelProps) {
  if (reading && verdict.verdict === "unknown") return <StillReading />;
  const { Icon, color, title } = WORDS[verdict.verdict];
  const { missing } = verdict;
  return (
    <section aria-labelledby="verdict" className={PANEL}>
      <p className="text-muted">May this image be removed?</p>
      <h2 id="verdict" aria-live="polite" className={`flex items-center gap-2 text-2xl leading-tight font-semibold ${color}`}>
        <Icon aria-hidden className="size-6 shrink-0" />
        {title}
      </h2>
      <div className="grid max-w-3xl gap-1.5">
        <VerdictBasis verdict={verdict} />
        {verdict.verdict !== "unknown" && <Quiet>{lagSentence(usage.report)}</Quiet>}
      </div>
      {missing.length > 0 && (
        <MissingList
          title={verdict.verdict === "unknown" ? "Missing evidence" : "Also unknown"}
          missing={missing}
          evidence={evidence}
          fleet={fleet}
        />
      )}
    </section>
  );
}

/** Nothing that could still arrive is missing. */
function StillReading() {
  return (
    <section aria-labelledby="verdict" className={PANEL}>
      <p className="text-muted">May this image be removed?</p>
      <h2 id="verdict" aria-live="polite" className="flex items-center gap-2 text-2xl leading-tight font-semibold text-muted">
        <Hourglass aria-hidden className="size-6 shrink-0" />
        Still reading
      </h2>
      <Quiet>It can be said when reports, entries and references have arrived.</Quiet>
    </section>
  );
}

interface MissingListProps {
  title: string;
  missing: readonly MissingEvidence[];
  evidence: ImageEvidence;
  fleet: Fleet;
}

function MissingList({ title, missing, evidence, fleet }: MissingListProps) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 border-t">
        {missing.map((piece) => (
          <li key={`${piece.code} ${piece.message}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b py-1.5">
            <CircleHelp aria-hidden className="size-3.5 shrink-0 text-muted" />
            <p className="min-w-0 flex-1 basis-60 break-words">{piece.message}</p>
            <RemedyAction piece={piece} evidence={evidence} fleet={fleet} />
          </li>
        ))}
      </ul>
    </div>
  );
}
