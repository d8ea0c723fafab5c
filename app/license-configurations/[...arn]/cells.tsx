"use client";

import { accountLabel } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { absoluteTime } from "@/components/ui/time";
import { UnknownLabel } from "@/components/ui/unknown-label";
import { formatNumber } from "@/lib/core/format";
import type { Count } from "@/lib/core/known";
import { utcTime } from "@/lib/core/utc-time";

/** An account with its name and all its digits, on as many lines as it needs. */
export function AccountText({ id }: { id: string | null }) {
  const names = useAccountNames();
  return id === null ? <NotSaid reason="AWS did not say which account" /> : accountLabel(names, id);
}

/** A moment in UTC, in full: paper has no present that a time could be relative to. */
export function FullTime({ iso }: { iso: string | null }) {
  if (iso === null) return <NotSaid reason="AWS did not say when" />;
  return (
    <time dateTime={iso} title={absoluteTime(iso)} className="whitespace-nowrap">
      {utcTime(iso)}
    </time>
  );
}

/** A number, or in which way it is not known. */
export const CountText = ({ count }: { count: Count }) =>
  count.state === "known" ? formatNumber(count.value) : <UnknownLabel unknown={count} />;

/** An id, broken anywhere rather than cut off. */
export const IdText = ({ id }: { id: string | null }) =>
  id === null ? <NotSaid reason="AWS did not say" /> : <span className="font-mono text-xs break-all">{id}</span>;

/** A text of AWS, or the dash. */
export const WordText = ({ text }: { text: string | null }) => (text === null ? <NotSaid reason="AWS did not say" /> : text);

/** The dash, and why. */
export function NotSaid({ reason }: { reason: string }) {
  return (
    <span title={reason} className="text-muted">
      <span aria-hidden>—</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}
