import { CircleX } from "lucide-react";
import { useId } from "react";

export interface ScopeItem {
  key: string;
  label: React.ReactNode;
  /** What a search looks at. */
  search: string;
  title: string;
  /** A word beside the label. */
  note: string | null;
  /** Why it cannot be read. */
  problem: string | null;
}

interface ScopeListItemProps {
  item: ScopeItem;
  checked: boolean;
  tabIndex: number;
  onFocus: () => void;
  onToggle: () => void;
  onOnly: () => void;
}

/** A check mark with its name, a note beside it, and why it cannot be read below it. */
export function ScopeListItem({ item: { label, title, note, problem }, checked, tabIndex, onFocus, onToggle, onOnly }: ScopeListItemProps) {
  const problemId = useId();
  return (
    <li className="group rounded px-1 hover:bg-hover" title={title}>
      <div className="flex min-h-7 items-center gap-1">
        <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-2 self-stretch">
          <input
            type="checkbox"
            className="shrink-0 accent-accent"
            checked={checked}
            tabIndex={tabIndex}
            onFocus={onFocus}
            onChange={onToggle}
            {...(problem !== null && { "aria-describedby": problemId })}
          />
          <span className="flex min-w-0 flex-1 items-center">{label}</span>
        </label>
        {note !== null && <span className="shrink-0 text-xs text-muted group-hover:hidden">{note}</span>}
        {/* A shortcut for the mouse: with keys it is “None”, then Space. */}
        <button type="button" tabIndex={-1} className="link hidden min-h-6 shrink-0 text-xs group-hover:block" onClick={onOnly}>
          Only this
        </button>
      </div>
      {problem !== null && (
        <p id={problemId} className="mb-1 ml-5.5 flex gap-1 text-xs text-bad">
          <CircleX aria-hidden className="mt-0.5 size-3 shrink-0" />
          <span className="line-clamp-4 min-w-0 break-words" title={problem}>
            {problem}
          </span>
        </p>
      )}
    </li>
  );
}
