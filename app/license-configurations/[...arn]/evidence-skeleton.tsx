const LINES = Array.from({ length: 9 }, (_, line) => `line ${line}`);

/** The page before the configuration is known: its heading and the first section, as bars. */
export function EvidenceSkeleton() {
  return (
    <div className="grid gap-6 px-4 py-4 sm:px-6">
      <p role="status" className="sr-only">
        Reading the configuration
      </p>
      <div aria-hidden className="grid gap-2">
        <div className="skeleton h-6 w-72 max-w-full" />
        <div className="skeleton h-3.5 w-[34rem] max-w-full" />
      </div>
      <div aria-hidden className="grid gap-3">
        {LINES.map((line) => (
          <div key={line} className="skeleton h-3.5 w-full max-w-3xl" />
        ))}
      </div>
    </div>
  );
}
