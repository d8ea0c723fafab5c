import { formatNumber } from "@/lib/core/format";
import type { Bar } from "@/lib/dataset/group";

interface ChartTableProps {
  caption: string;
  lines: readonly Bar[];
  /** The parts to show beside the total. Empty where a bar is of one part, or its parts are lengths and no numbers. */
  splits: readonly string[];
  splitLabel: (split: string) => string;
  totalText: (key: string, total: number) => string;
}

/** The numbers of a chart, as a table. */
export function ChartTable({ caption, lines, splits, splitLabel, totalText }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is too narrow it scrolls, by keys too
    <section aria-label={`${caption} In numbers`} tabIndex={0} className="overflow-x-auto">
      <table className="w-full tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-muted">
          <tr className="border-b">
            <th scope="col" className="py-1 pr-3 text-left font-medium">
              <span className="sr-only">Bar</span>
            </th>
            {splits.map((split) => (
              <th key={split} scope="col" className="px-3 py-1 text-right font-medium">
                {splitLabel(split)}
              </th>
            ))}
            <th scope="col" className="py-1 pl-3 text-right font-medium">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, label, parts, total }) => (
            <tr key={key} className="border-b last:border-0">
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {label}
              </th>
              {splits.map((split) => (
                <td key={split} className="px-3 py-1 text-right">
                  {formatNumber(parts[split] ?? 0)}
                </td>
              ))}
              <td className="py-1 pl-3 text-right">{totalText(key, total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
