import { Bar, Cell, BarChart as RechartsBarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { Bar as BarData, Bars } from "@/lib/dataset/group";
import { BAR_LINE } from "./bar-labels";

interface ChartBarsProps {
  data: Bars;
  /** The bars, and the rest as one. */
  lines: readonly BarData[];
  splitColor: (split: string, place: number) => string;
  selected: readonly string[];
  mark: number | undefined;
}

/** The bars themselves, between their labels and their numbers. */
export function ChartBars({ data, lines, splitColor, selected, mark }: ChartBarsProps) {
  // The rest is often longer than all bars together: drawn to scale it would flatten them, so it is a number only.
  const chartRows = lines.map(({ parts, key }) => data.splits.map((split) => (key === "" ? 0 : (parts[split] ?? 0))));
  return (
    <div aria-hidden style={{ height: lines.length * BAR_LINE }} className="min-w-0">
      <ResponsiveContainer width="100%" height="100%">
        <RechartsBarChart
          layout="vertical"
          data={chartRows}
          margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
          barCategoryGap={8}
          accessibilityLayer={false}
        >
          <XAxis type="number" hide domain={[0, (max: number) => Math.max(max, mark ?? 0) * (mark === undefined ? 1 : 1.04)]} />
          <YAxis type="category" hide dataKey={() => ""} />
          {data.splits.map((split, place) => (
            <Bar
              key={split}
              dataKey={(row: number[]) => row[place] ?? 0}
              stackId="all"
              fill={splitColor(split, place)}
              isAnimationActive={false}
              minPointSize={0}
            >
              {lines.map(({ key }) => (
                <Cell key={key} opacity={selected.length === 0 || selected.includes(key) ? 1 : 0.35} />
              ))}
            </Bar>
          ))}
          {mark !== undefined && <ReferenceLine x={mark} stroke="var(--color-ink)" strokeWidth={2} />}
        </RechartsBarChart>
      </ResponsiveContainer>
    </div>
  );
}
