const LINES = ["w-2/3", "w-1/2", "w-3/5", "w-2/5"];

/** The room of a page about one thing, until the thing has been found. */
export function PageSkeleton() {
  return (
    <div aria-hidden className="grid gap-8 px-4 py-5 sm:px-6">
      <div className="skeleton h-32 max-w-4xl" />
      <div className="grid gap-3">
        {LINES.map((width) => (
          <div key={width} className={`skeleton h-4 ${width}`} />
        ))}
      </div>
    </div>
  );
}
