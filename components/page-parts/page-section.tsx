import { useId } from "react";

interface PageSectionProps {
  title: string;
  /** What it is, and how old; or why there is nothing to show. */
  children?: React.ReactNode;
  /** At the end of the heading's line. */
  actions?: React.ReactNode;
}

/** A part of a page about one thing, under its heading. */
export function PageSection({ title, actions, children }: PageSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {actions && <div className="ml-auto flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** A sentence in place of what could have stood there. */
export function Quiet({ children }: { children: React.ReactNode }) {
  return <p className="max-w-3xl text-muted">{children}</p>;
}
