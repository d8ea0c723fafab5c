import type { Bar } from "@/lib/dataset/group";

/** Of a bar and the space around it, in pixels: labels and totals stand beside it in lines of this height. */
export const BAR_LINE = 26;

interface BarLabelsProps {
  lines: readonly Bar[];
  onSelect?: ((key: string) => void) | undefined;
  selected: readonly string[];
}

/** What each bar is. A bar that can filter is a button; the rest of the bars is none. */
export function BarLabels({ lines, onSelect, selected }: BarLabelsProps) {
  return (
    <ul className="min-w-0 max-w-[11rem] sm:max-w-[14rem]">
      {lines.map(({ key, label }) => (
        <li key={key} className="flex items-center" style={{ height: BAR_LINE }}>
          {onSelect && key !== "" ? (
            <button
              type="button"
              aria-pressed={selected.includes(key)}
              onClick={() => onSelect(key)}
              title={`${label}: click to filter`}
              className="min-w-0 truncate text-left hover:text-accent hover:underline aria-pressed:font-medium aria-pressed:text-accent"
            >
              {label}
            </button>
          ) : (
            <span className="truncate" title={label}>
              {label}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface BarTotalsProps {
  lines: readonly Bar[];
  totalText: (key: string, total: number) => string;
}

/** Each bar's number. */
export function BarTotals({ lines, totalText }: BarTotalsProps) {
  return (
    <ul className="text-right tabular-nums">
      {lines.map(({ key, total }) => (
        <li key={key} className="flex items-center justify-end whitespace-nowrap" style={{ height: BAR_LINE }}>
          {totalText(key, total)}
        </li>
      ))}
    </ul>
  );
}
