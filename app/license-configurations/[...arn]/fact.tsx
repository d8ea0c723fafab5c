interface FactProps {
  label: string;
  /** A sentence, which takes a line of its own where two facts share one. */
  isLong?: boolean;
  children: React.ReactNode;
}

/** One line of a list of facts. */
export function Fact({ label, isLong = false, children }: FactProps) {
  return (
    <div className="contents">
      <dt className={`text-muted ${isLong ? "col-start-1" : ""}`}>{label}</dt>
      <dd className={`min-w-0 break-words ${isLong ? "col-[2/-1]" : ""}`}>{children}</dd>
    </div>
  );
}
