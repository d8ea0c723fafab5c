"use client";

import { useState } from "react";
import { IntentLink } from "@/components/ui/intent-link";
import { ToneIcon } from "@/components/ui/state-label";
import { formatCount } from "@/lib/core/format";
import { withScope } from "@/lib/core/routes";
import type { Finding, Urgency } from "@/lib/domain/findings/finding";

const FIRST = 10;
const AWAITED = Array.from({ length: FIRST }, (_, line) => `awaited ${line}`);
const WORDS = { bad: "Needs action:", warning: "Soon:", unknown: "Unknown:", ready: "Can be done:" } satisfies Record<Urgency, string>;
const TONES = { bad: "bad", warning: "warning", unknown: "unknown", ready: "good" } as const satisfies Record<Urgency, string>;

interface FindingListProps {
  findings: readonly Finding[];
  /** Some rows have not begun to arrive: nothing can be said to be all. */
  reading: boolean;
  /** How much of what findings are made of was read to its end. */
  read: "all" | "some" | "none";
  /** The chosen scopes as a query, `?region=us-east-1`, which goes along to the rows. */
  scope: string;
}

/** What needs attention, worst first, each a sentence with a way to its rows. */
export function FindingList({ findings, reading, read, scope }: FindingListProps) {
  const [all, setAll] = useState(false);
  const more = findings.length - FIRST;
  return (
    <section aria-labelledby="attention" className="px-4 pt-5 sm:px-6">
      <h2 id="attention" className="text-base font-semibold">
        Needs attention
      </h2>
      <p className="pb-3 text-muted" aria-live="polite">
        {countText(findings.length, reading, read)}
      </p>
      <ul className="border-t">
        {findings.slice(0, all ? findings.length : FIRST).map((finding, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings come in as lists are read; lines that take on another text do not jump
          <li key={place} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b py-2 md:flex-nowrap">
            <span className="self-center">
              <ToneIcon tone={TONES[finding.urgency]} />
              <span className="sr-only">{WORDS[finding.urgency]}</span>
            </span>
            <p className="min-w-0 flex-1 basis-[calc(100%-2rem)] break-words md:basis-0">
              <strong className="font-semibold">{finding.subject}</strong> {finding.text}
            </p>
            <span className="shrink-0 pl-6.5 text-muted md:w-28 md:pl-0 md:text-right">{finding.region ?? "several regions"}</span>
            <IntentLink
              href={withScope(finding.href, scope)}
              className="link ml-auto w-24 shrink-0 text-right md:ml-0"
              aria-label={`${finding.action}: ${finding.subject}`}
            >
              {finding.action}
            </IntentLink>
          </li>
        ))}
        {reading &&
          AWAITED.slice(findings.length).map((line) => (
            <li key={line} aria-hidden className="flex h-[37px] items-center border-b">
              <span className="skeleton h-3.5 w-96 max-w-full" />
            </li>
          ))}
      </ul>
      {more > 0 && (
        <button type="button" className="link mt-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${more} more`}
        </button>
      )}
    </section>
  );
}

function countText(count: number, reading: boolean, read: FindingListProps["read"]): string {
  if (reading) return count === 0 ? "Reading…" : `${formatCount(count, ["finding", "findings"])} so far`;
  if (read === "none" && count === 0) return "Nothing could be read, so nothing can be said.";
  const missing = read === "all" ? "" : " in what could be read; more is unknown";
  return count === 0 ? `Nothing needs attention${missing}.` : `${formatCount(count, ["finding", "findings"])}${missing}, worst first`;
}
