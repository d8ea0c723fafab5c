"use client";

import { useState } from "react";
import { nameOf } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { IntentLink } from "@/components/ui/intent-link";
import { ToneIcon } from "@/components/ui/state-label";
import { Time } from "@/components/ui/time";
import { formatAccount, formatNumber } from "@/lib/core/format";
import type { Scope } from "@/lib/core/scope";
import type { AccountNames } from "@/lib/core/scopes-answer";
import { actionWords, SEVERITY_WORDS } from "@/lib/domain/findings/words";
import { type Finding, findings as resource, type Severity } from "@/lib/resources/findings";
import type { Tone } from "@/lib/resources/resource";

/** Findings of a group that are shown at first. */
const FIRST = 8;

const TONES: Partial<Record<Severity, Tone>> = resource.columns.severity.tones;

interface FindingGroupProps {
  findings: readonly Finding[];
  /** They are of several accounts. */
  namesAccounts: boolean;
}

/** The findings of one severity, under what they lead to. */
export function FindingGroup({ findings, namesAccounts }: FindingGroupProps) {
  const [all, setAll] = useState(false);
  const [first] = findings;
  if (first === undefined) return null;
  const { severity } = first;
  const more = findings.length - FIRST;
  return (
    <section aria-labelledby={severity} className="pt-4">
      <h3 id={severity} className="border-b pb-1.5 font-semibold">
        {SEVERITY_WORDS[severity]} <span className="pl-1 font-normal text-muted tabular-nums">{formatNumber(findings.length)}</span>
      </h3>
      <ul>
        {findings.slice(0, all ? findings.length : FIRST).map((finding) => (
          <FindingLine key={resource.identity(finding)} finding={finding} namesAccount={namesAccounts} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="link mt-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${formatNumber(more)} more`}
        </button>
      )}
    </section>
  );
}

/** One line: what is the matter, where, since when, and what to do. */
function FindingLine({ finding, namesAccount }: { finding: Finding; namesAccount: boolean }) {
  const { code, severity, scope, since, href, message } = finding;
  const names = useAccountNames();
  const action = actionWords(finding);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b py-2 md:flex-nowrap">
      <span className="self-center">
        <ToneIcon tone={code === "license-near-limit" ? "warning" : (TONES[severity] ?? "unknown")} />
      </span>
      <p className="min-w-0 flex-1 basis-[calc(100%-2rem)] wrap-anywhere md:basis-0">
        <Message finding={finding} />
      </p>
      <span
        className="max-w-full min-w-0 truncate pl-6.5 text-muted md:w-48 md:shrink-0 md:pl-0 md:text-right"
        title={whereText(names, scope, true)}
      >
        {whereText(names, scope, namesAccount)}
      </span>
      <span className="shrink-0 text-muted md:w-24 md:text-right">{since === null ? <NoTime /> : <Time iso={since} />}</span>
      <IntentLink href={href} className="link ml-auto w-24 shrink-0 text-right md:ml-0" aria-label={`${action}: ${message}`}>
        {action}
      </IntentLink>
    </li>
  );
}

/** The sentence, with what it is about in bold. */
function Message({ finding: { message, subject } }: { finding: Finding }) {
  const name = subject.name ?? subject.id ?? "";
  const from = name === "" ? -1 : message.indexOf(name);
  if (from < 0) return message;
  return (
    <>
      {message.slice(0, from)}
      <strong className="font-semibold">{name}</strong>
      {message.slice(from + name.length)}
    </>
  );
}

/** `payments · us-east-1`: the name of the account, or its digits. */
function whereText(names: AccountNames, scope: Scope | null, namesAccount: boolean): string {
  if (scope === null) return "several scopes";
  const { account, region } = scope;
  if (!namesAccount || account === null) return region;
  return `${nameOf(names, account) ?? formatAccount(account)} · ${region}`;
}

function NoTime() {
  const why = "AWS does not say since when";
  return (
    <span title={why}>
      <span aria-hidden>—</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
