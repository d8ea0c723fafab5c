/** A page that is read from top to bottom: its header stays, all else scrolls below it. */
export function PageColumn({ header, children }: { header: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="page-column h-full">
      {header}
      <div className="min-h-64 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}
