"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";

/** Searches all columns of the rows that are here. The `/` key comes here from anywhere on the page. */
export function SearchField({ value, onChange }: { value: string; onChange: (text: string | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
      if (event.key !== "/" || typing || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <search className="relative min-w-40 flex-1 sm:max-w-xs">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <input
        ref={input}
        type="search"
        aria-label="Search these rows"
        placeholder="Search ( / )"
        value={value}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        className="field pl-8"
      />
    </search>
  );
}
