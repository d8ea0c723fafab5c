"use client";

import { formatCount } from "@/lib/core/format";
import { grouped } from "@/lib/core/grouped";
import type { Finding } from "@/lib/resources/findings";
import { FindingGroup } from "./finding-group";

const AWAITED = Array.from({ length: 12 }, (_, line) => `awaited ${line}`);

interface FindingListProps {
  /** Worst first. Null while they are not known. */
  findings: readonly Finding[] | null;
  /** How much of what findings are made of was read to its end. */
  read: "all" | "some" | "none";
}

/** What needs attention, by what it leads to, each a sentence with a way to its rows. */
export function FindingList({ findings, read }: FindingListProps) {
  return (
    <section aria-labelledby="attention" className="px-4 pt-5 sm:px-6">
      <h2 id="attention" className="text-base font-semibold">
        Needs attention
      </h2>
      <p className="text-muted" aria-live="polite">
        {findings === null ? "Reading…" : countText(findings.length, read)}
      </p>
      {findings === null ? (
        <Awaited />
      ) : (
        [...grouped(findings, ({ severity }) => severity).values()].map((alike) => (
          <FindingGroup key={alike[0]?.severity} findings={alike} namesAccounts={hasSeveralAccounts(findings)} />
        ))
      )}
    </section>
  );
}

/** Whether a region alone does not say where a finding is. */
const hasSeveralAccounts = (findings: readonly Finding[]): boolean =>
  new Set(findings.flatMap(({ scope }) => (scope === null ? [] : [scope.account]))).size > 1;

function Awaited() {
  return (
    <ul aria-hidden className="mt-3 border-t">
      {AWAITED.map((line) => (
        <li key={line} className="flex h-[37px] items-center border-b">
          <span className="skeleton h-3.5 w-96 max-w-full" />
        </li>
      ))}
    </ul>
  );
}

function countText(count: number, read: FindingListProps["read"]): string {
  if (read === "none" && count === 0) return "Nothing could be read, so nothing can be said.";
  const missing = read === "all" ? "" : " in what could be read; more is unknown";
  return count === 0 ? `Nothing needs attention${missing}.` : `${formatCount(count, ["finding", "findings"])}${missing}, worst first`;
}
