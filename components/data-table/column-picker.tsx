"use client";

import { Columns3 } from "lucide-react";
import { Popover } from "radix-ui";
import type { Column } from "@/lib/resources/resource";

interface ColumnPickerProps<Row> {
  columns: Readonly<Record<string, Column<Row>>>;
  visible: readonly string[];
  onChange: (names: string[] | null) => void;
}

/** Which columns are shown. At least one stays. */
export function ColumnPicker<Row>({ columns, visible, onChange }: ColumnPickerProps<Row>) {
  const names = Object.keys(columns);
  const toggle = (name: string) => onChange(names.filter((other) => (other === name ? !visible.includes(name) : visible.includes(other))));
  return (
    <Popover.Root>
      <Popover.Trigger className="button">
        <Columns3 aria-hidden className="size-3.5" /> Columns
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Columns"
          className="panel z-50 max-h-[70dvh] w-60 overflow-auto p-2"
        >
          {names.map((name) => (
            <label key={name} className="flex cursor-pointer items-center gap-2 rounded px-2 py-1 hover:bg-hover">
              <input
                type="checkbox"
                className="accent-accent"
                checked={visible.includes(name)}
                disabled={visible.length === 1 && visible[0] === name}
                onChange={() => toggle(name)}
              />
              {columns[name]?.label}
            </label>
          ))}
          <button type="button" className="link mt-1 px-2 py-1" onClick={() => onChange(null)}>
            Back to the usual columns
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
