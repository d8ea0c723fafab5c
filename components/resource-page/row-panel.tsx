"use client";

import { ExternalLink, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { CopyButton } from "@/components/ui/copy-button";
import { useLabel } from "@/components/ui/names";
import type { Scoped } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { RowMembers } from "./row-members";

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
          <RowMembers resource={resource} row={row} />
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
