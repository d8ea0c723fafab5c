"use client";

import { X } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { IntentLink } from "@/components/ui/intent-link";
import { useLabel } from "@/components/ui/names";
import { requestSearch } from "@/lib/client/url-state";
import { wordOf } from "@/lib/resources/format-value";
import type { ResourceView } from "./use-resource-view";

const chip = "inline-flex max-w-full items-center gap-1 rounded bg-accent-soft px-2 py-0.5 text-accent hover:line-through";

/** What narrows the rows now, each with a way to take it back: asked of AWS, and chosen here. */
export function RequestChips<Row extends object>({ view }: { view: ResourceView<Row> }) {
  const params = useSearchParams();
  const pathname = usePathname();
  const labelOf = useLabel();
  const asked = [...new URLSearchParams(requestSearch(new URLSearchParams(params)))];
  const chosen = Object.entries(view.choices).flatMap(([name, texts]) => texts.map((text) => ({ name, text })));
  if (asked.length === 0 && chosen.length === 0) return null;
  const without = (name: string, value: string): string => {
    const next = new URLSearchParams([...params].filter(([key, text]) => key !== name || text !== value));
    return next.size === 0 ? pathname : `${pathname}?${next}`;
  };
  return (
    <ul aria-label="Narrowed to" className="flex min-w-0 gap-1.5 sm:flex-wrap">
      {asked.map(([name, value]) => (
        <li key={`${name}=${value}`} className="min-w-0 max-sm:max-w-80 max-sm:shrink-0">
          <IntentLink href={without(name, value)} className={chip} aria-label={`Remove ${name} ${value}`}>
            <span className="truncate">
              {name.replace("filter.", "")}: {labelOf(name === "account" ? "account" : "text", value)}
            </span>
            <X aria-hidden className="size-3 shrink-0" />
          </IntentLink>
        </li>
      ))}
      {chosen.map(({ name, text }) => {
        const column = view.resource.columns[name];
        const word = column === undefined ? undefined : wordOf(column, text);
        const label = `${column?.label ?? name}: ${word ?? labelOf(column?.kind ?? "text", text)}`;
        return (
          <li key={`${name}=${text}`} className="min-w-0 max-sm:max-w-80 max-sm:shrink-0">
            <button type="button" onClick={() => view.toggle(name, text)} className={chip} aria-label={`Remove ${label}`}>
              <span className="truncate">{label}</span>
              <X aria-hidden className="size-3 shrink-0" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
