import { ListSearch } from "@/components/page-parts/list-search";

interface FindProps {
  label: string;
  value: string;
  onChange: (text: string | null) => void;
}

/** Two searches stand side by side, so that each says what it searches. */
export function Find({ label, value, onChange }: FindProps) {
  return (
    <div className="flex min-w-56 flex-1 items-center gap-1.5 sm:max-w-72">
      <span aria-hidden className="text-muted">
        {label}
      </span>
      <ListSearch label={`${label}: name or id`} value={value} onChange={onChange} />
    </div>
  );
}

interface SelectFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: React.ReactNode;
}

export function SelectField({ label, value, onChange, children }: SelectFieldProps) {
  return (
    <label className="flex max-w-full items-center gap-1.5">
      <span className="text-muted">{label}</span>
      <select className="field w-auto min-w-0 px-1.5" value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </label>
  );
}

export function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-6 cursor-pointer items-center gap-1.5">
      <input type="checkbox" className="accent-accent" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
