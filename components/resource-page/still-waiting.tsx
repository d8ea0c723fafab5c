"use client";

import { Hourglass } from "lucide-react";
import { useEffect, useState } from "react";
import { accountOrUnknown } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { AccountNames } from "@/lib/core/scopes-answer";
import type { ReadingProgress } from "@/lib/dataset/reading";
import { fewNames } from "./failure-groups";

/** Most readings are over by then, and need no words. */
const PATIENCE_S = 3;

type Progress = Pick<ReadingProgress, "scopes" | "done" | "failures">;

/** Who keeps a long reading waiting. It lies over the page, so that nothing moves when it comes and goes. */
export function StillWaiting({ set }: { set: Progress }) {
  const seconds = useSeconds();
  const text = waitingText(set, useAccountNames());
  if (seconds < PATIENCE_S || text === null) return null;
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-3 z-20 flex justify-center px-4">
      <p role="status" className="panel flex max-w-full min-w-0 items-center gap-2 px-3 py-1.5">
        <Hourglass aria-hidden className="size-3.5 shrink-0 text-accent" />
        <span className="min-w-0">{text}</span>
        <span aria-hidden className="shrink-0 text-muted tabular-nums">
          {seconds} s
        </span>
      </p>
    </div>
  );
}

/** Which scopes have not ended, a few of them by name. Null where none is left. */
export function waitingText({ scopes, done, failures }: Progress, names: AccountNames): string | null {
  if (scopes.length === 0) return "Waiting for the first answer";
  const ended = new Set([...done, ...failures.map(({ scope }) => scope)].map(scopeKey));
  const pending = scopes.filter((scope) => !ended.has(scopeKey(scope)));
  return pending.length === 0 ? null : `Still reading ${namesOf(pending, scopes, names)}`;
}

/** Where there is one account only, regions say enough. */
function namesOf(pending: readonly Scope[], all: readonly Scope[], names: AccountNames): string {
  const isOneAccount = new Set(all.map(({ account }) => account)).size === 1;
  const nameOf = ({ account, region }: Scope): string => (isOneAccount ? region : `${accountOrUnknown(names, account)} ${region}`);
  return fewNames(pending.map(nameOf), 3);
}

/** Whole seconds since it was first shown. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - start) / 1000)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
