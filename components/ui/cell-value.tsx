"use client";

import type { Scoped } from "@/lib/core/scope";
import { visibleName } from "@/lib/core/visible-name";
import { shownValue } from "@/lib/resources/format-value";
import type { CellValue, Column } from "@/lib/resources/resource";
import { Account } from "./account-names";
import { useNames } from "./names";
import { PageLink } from "./page-link";
import { StateLabel } from "./state-label";
import { Time } from "./time";
import { UnknownLabel } from "./unknown-label";

const NOT_SAID = "AWS did not say";

interface CellValueProps<Row> {
  column: Column<Row>;
  row: Scoped<Row>;
  value: CellValue;
  /** Of the link, where the value is one. */
  tabIndex?: number;
}

/** A value as its kind is shown: what AWS did not say is a dash with the reason, never a zero. */
export function CellValueView<Row>({ tabIndex, ...props }: CellValueProps<Row>) {
  const href = props.value === null ? null : props.column.href?.(props.row);
  if (!href) return <PlainValue {...props} />;
  return (
    <PageLink href={href} className="link inline-flex max-w-full min-w-0" {...(tabIndex !== undefined && { tabIndex })}>
      <PlainValue {...props} />
    </PageLink>
  );
}

function PlainValue<Row>({ column, row, value }: Omit<CellValueProps<Row>, "tabIndex">) {
  const unknown = value === null ? column.unknown?.(row) : null;
  if (unknown) return <UnknownLabel unknown={unknown} />;
  if (value === null) return <Absent reason={column.absent ?? NOT_SAID} />;
  if (column.kind === "time") return <Time iso={String(value)} />;
  const text = shownValue(column, value);
  if (column.kind === "state") return <StateLabel tone={column.tones?.[String(value)] ?? "neutral"}>{text}</StateLabel>;
  if (visibleName(text) === null) return <Absent reason="AWS gave a text of which nothing can be seen" />;
  if (column.kind === "account") return <Account id={String(value)} />;
  if (column.kind === "id") return <Id text={text} />;
  const why = column.atLeast?.(row);
  if (why) return <AtLeast text={text} why={why} />;
  return (
    <span className="truncate" title={text}>
      {text}
    </span>
  );
}

/** An id, behind its name where one is known. */
function Id({ text }: { text: string }) {
  const name = useNames().get(text);
  if (name === undefined) {
    return (
      <span className="truncate font-mono text-xs" title={text}>
        {text}
      </span>
    );
  }
  return (
    <span className="truncate" title={`${name} (${text})`}>
      {name} <span className="font-mono text-xs text-muted">…{text.slice(-6)}</span>
    </span>
  );
}

/** A lower bound, and why it is not more than that. */
function AtLeast({ text, why }: { text: string; why: string }) {
  return (
    <span className="truncate" title={`At least ${text}. ${why}`}>
      <span aria-hidden>≥ </span>
      <span className="sr-only">at least </span>
      {text}
    </span>
  );
}

/** The dash, and why. */
function Absent({ reason }: { reason: string }) {
  return (
    <span title={reason} className="text-muted">
      <span aria-hidden>—</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}

/** Numbers are read down a column, so they end at the same edge. */
export const isRightAligned = ({ kind }: Pick<Column<never>, "kind">): boolean =>
  kind === "number" || kind === "percent" || kind === "bytes";
