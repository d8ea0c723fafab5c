import { useId } from "react";

interface EvidenceSectionProps {
  title: string;
  /** One sentence: what the section says, and what it does not. */
  note?: React.ReactNode;
  children: React.ReactNode;
}

/** A part of the evidence, under its heading. */
export function EvidenceSection({ title, note, children }: EvidenceSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="border-b pb-1 text-base font-semibold">
        {title}
      </h2>
      {note !== undefined && <p className="max-w-4xl pt-1 text-muted">{note}</p>}
      <div className="pt-2">{children}</div>
    </section>
  );
}
