"use client";

import { CellValueView } from "@/components/ui/cell-value";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { absoluteTime } from "@/components/ui/time";
import type { Scoped } from "@/lib/core/scope";
import type { Column } from "@/lib/resources/resource";
import { pageOf } from "@/lib/resources/thing-pages";

/** Values of one row under their names. An id can be copied, and leads to its page where it has one. */
export function Facts<Row>({ columns, row }: { columns: Readonly<Record<string, Column<Row>>>; row: Scoped<Row> }) {
  return (
    <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {Object.entries(columns).map(([name, column]) => (
        <Fact key={name} column={column} row={row} />
      ))}
    </dl>
  );
}

function Fact<Row>({ column, row }: { column: Column<Row>; row: Scoped<Row> }) {
  const value = column.value(row);
  const page = pageOf(column.kind, value);
  return (
    <>
      <dt className="text-muted" title={column.hint}>
        {column.label}
      </dt>
      <dd className="flex min-w-0 flex-wrap items-start gap-x-1 break-words [&_.truncate]:break-words [&_.truncate]:whitespace-normal">
        <span className="min-w-0">
          <CellValueView column={column} row={row} value={value} />
          {column.kind === "time" && typeof value === "string" && <span className="block text-xs text-muted">{absoluteTime(value)}</span>}
        </span>
        {typeof value === "string" && (column.kind === "id" || column.kind === "account") && (
          <CopyButton text={value} what={column.label.toLowerCase()} className="-my-0.5" />
        )}
        {page !== null && (
          <PageLink href={page.href} className="link text-xs">
            {page.label}
          </PageLink>
        )}
      </dd>
    </>
  );
}
