import { useId } from "react";

interface FieldProps {
  label: string;
  hint: string;
  isWarning?: boolean;
  children: (described: { id: string; "aria-describedby": string }) => React.ReactNode;
}

/** A labelled field with a hint below it. */
export function Field({ label, hint, isWarning = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": `${id}-hint` })}
      <p id={`${id}-hint`} className={`text-xs ${isWarning ? "text-warning" : "text-muted"}`}>
        {hint}
      </p>
    </div>
  );
}
