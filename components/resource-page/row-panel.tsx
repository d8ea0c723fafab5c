"use client";

import { ExternalLink, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { CellValueView } from "@/components/ui/cell-value";
import { CopyButton } from "@/components/ui/copy-button";
import { useLabel } from "@/components/ui/names";
import { PageLink } from "@/components/ui/page-link";
import { absoluteTime } from "@/components/ui/time";
import type { Scoped } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { pageOf } from "@/lib/resources/thing-pages";

interface RowPanelProps<Row> {
  resource: Resource<Row>;
  row: Scoped<Row>;
  onClose: () => void;
  /** What only this page can tell of the row, below its members. */
  children?: React.ReactNode;
}

/** Everything known of one row, beside the table. Esc closes it and gives the focus back. */
export function RowPanel<Row>({ resource, row, onClose, children }: RowPanelProps<Row>) {
  const label = useLabel();
  const [title, subtitle] = headings(resource, row, label);
  const consoleUrl = resource.consoleUrl(row);
  const json = JSON.stringify(row, null, 2);
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content
        aria-describedby={undefined}
        onInteractOutside={(event) => event.preventDefault()}
        className="fixed inset-y-0 right-0 z-40 flex w-full max-w-md flex-col border-l bg-canvas xl:static xl:h-full xl:w-88 xl:shrink-0"
      >
        <header className="flex items-start gap-2 border-b px-4 py-3">
          <div className="min-w-0 flex-1">
            <Dialog.Title className="line-clamp-4 font-semibold break-all">{title}</Dialog.Title>
            <p className="line-clamp-3 text-muted break-all">{subtitle}</p>
          </div>
          <Dialog.Close
            className="grid size-7 shrink-0 place-items-center rounded text-muted hover:text-ink"
            aria-label="Close"
            title="Close (Esc)"
          >
            <X aria-hidden className="size-4" />
          </Dialog.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
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
          {children}
          <details className="mt-4 border-t pt-3">
            <summary className="text-muted">Every member, as AWS gave it</summary>
            <div className="relative mt-2">
              <CopyButton text={json} what="the row as JSON" className="absolute top-1 right-1" />
              <pre className="whitespace-pre-wrap break-words rounded-md bg-sunken p-3 pr-8 font-mono text-xs">{json}</pre>
            </div>
          </details>
        </div>
        {consoleUrl !== null && (
          <footer className="border-t px-4 py-3">
            <a href={consoleUrl} target="_blank" rel="noreferrer" className="button">
              Open in AWS console <ExternalLink aria-hidden className="size-3.5" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </footer>
        )}
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** The row's first ids or names: what a person would call it. */
function headings<Row>(resource: Resource<Row>, row: Scoped<Row>, label: ReturnType<typeof useLabel>): [string, string] {
  const names = Object.values(resource.columns)
    .filter(({ kind, label }) => kind === "id" || kind === "account" || label === "Name")
    .flatMap(({ kind, value }) => {
      const name = value(row);
      return name === null ? [] : [label(kind, String(name))];
    });
  const { account, region } = row.scope;
  return [names[0] ?? resource.noun[0], account === null ? region : `${label("account", account)} · ${region}`];
}
