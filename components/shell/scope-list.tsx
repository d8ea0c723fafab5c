"use client";

import { useId, useState } from "react";
import { type ScopeItem, ScopeListItem } from "./scope-list-item";

interface ScopeListProps {
  legend: string;
  /** What one of them is called. */
  one: string;
  /** Those that are found. */
  items: readonly ScopeItem[];
  /** How many there are, found or not: a search leaves the list as high as it was. */
  total: number;
  /** Keys of those that are chosen, found or not. */
  chosen: readonly string[];
  onChoose: (keys: string[]) => void;
}

/** Of an item, in pixels. */
const LINE = 28;
const MOST_KEPT_LINES = 7;

/** Check marks in a list that scrolls. It is one stop of the Tab key; arrows move within it. */
export function ScopeList({ legend, one, items, total, chosen, onChoose }: ScopeListProps) {
  const [active, setActive] = useState<string | null>(null);
  const hintId = useId();
  const tabbable = items.some(({ key }) => key === active) ? active : items[0]?.key;
  const keys = items.map(({ key }) => key);
  const toggle = (key: string) => onChoose(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  return (
    <fieldset className="flex min-h-0 min-w-0 flex-col" aria-describedby={hintId}>
      <legend className="sr-only">{legend}</legend>
      <div className="flex items-baseline gap-2 pb-1">
        <span aria-hidden className="font-semibold">
          {legend}
        </span>
        <span className="text-xs text-muted tabular-nums">{chosen.length} chosen</span>
        <span className="ml-auto flex gap-2 text-xs">
          <button
            type="button"
            className="link min-h-6"
            aria-label={`All ${one}s`}
            onClick={() => onChoose([...new Set([...chosen, ...keys])])}
          >
            All
          </button>
          <button
            type="button"
            className="link min-h-6"
            aria-label={`No ${one}s`}
            onClick={() => onChoose(chosen.filter((key) => !keys.includes(key)))}
          >
            None
          </button>
        </span>
      </div>
      <p id={hintId} className="sr-only">
        Arrow keys move, Space chooses.
      </p>
      <ul
        style={{ minHeight: Math.min(total, MOST_KEPT_LINES) * LINE }}
        className="max-h-52 min-h-0 overflow-y-auto overscroll-contain sm:max-h-80"
        onKeyDown={moveFocus}
      >
        {items.length === 0 && <li className="py-1 text-muted">No {one} is called that.</li>}
        {items.map((item) => (
          <ScopeListItem
            key={item.key}
            item={item}
            checked={chosen.includes(item.key)}
            tabIndex={item.key === tabbable ? 0 : -1}
            onFocus={() => setActive(item.key)}
            onToggle={() => toggle(item.key)}
            onOnly={() => onChoose([item.key])}
          />
        ))}
      </ul>
    </fieldset>
  );
}

/** Arrows, Home and End go from one check mark to another. */
function moveFocus(event: React.KeyboardEvent<HTMLUListElement>): void {
  const inputs = [...event.currentTarget.querySelectorAll("input")];
  const here = inputs.findIndex((input) => input.matches(":focus"));
  const places: Readonly<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: inputs.length - 1 };
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  inputs[Math.min(Math.max(place, 0), inputs.length - 1)]?.focus();
}
