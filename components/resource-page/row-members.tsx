import { CellValueView } from "@/components/ui/cell-value";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { absoluteTime } from "@/components/ui/time";
import type { Scoped } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { pageOf } from "@/lib/resources/thing-pages";

/** Every column of one row, those that the table does not show among them, with why a value is missing. */
export function RowMembers<Row>({ resource, row }: { resource: Resource<Row>; row: Scoped<Row> }) {
  return (
    <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-2">
      {Object.entries(resource.columns).map(([name, column]) => {
        const value = column.value(row);
        const page = column.href ? null : pageOf(column.kind, value);
        return (
          <div key={name} className="contents">
            <dt className="text-muted" title={column.hint}>
              {column.label}
            </dt>
            <dd className="flex min-w-0 items-start gap-1 break-words [&_.truncate]:whitespace-normal [&_.truncate]:wrap-anywhere">
              <span className="min-w-0">
                <CellValueView column={column} row={row} value={value} />
                {value === null && (
                  <span className="block text-xs text-muted" aria-hidden>
                    {column.unknown?.(row)?.why ?? column.absent ?? "AWS did not say"}
                  </span>
                )}
                {column.kind === "time" && typeof value === "string" && (
                  <span className="block text-xs text-muted">{absoluteTime(value)}</span>
                )}
                {page !== null && (
                  <PageLink href={page.href} className="link block py-1 text-xs">
                    {page.label}
                  </PageLink>
                )}
              </span>
              {typeof value === "string" && (column.kind === "id" || column.kind === "account") && (
                <CopyButton text={value} what={column.label.toLowerCase()} className="-my-0.5" />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
