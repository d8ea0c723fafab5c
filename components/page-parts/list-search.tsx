"use client";

import { Search } from "lucide-react";

/** Searches one list of a page that has several, so that no key leads to it. */
export function ListSearch({ label, value, onChange }: { label: string; value: string; onChange: (text: string | null) => void }) {
  return (
    <search aria-label={label} className="relative min-w-40 flex-1 sm:max-w-xs">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <input
        type="search"
        aria-label={label}
        placeholder="Search"
        value={value}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        className="field pl-8"
      />
    </search>
  );
}
