/** The product's mark and name. */
export function Logo() {
  return (
    <p className="flex items-center gap-2 px-1 font-semibold">
      <svg viewBox="0 0 16 16" className="size-5" aria-hidden>
        <rect width="16" height="16" rx="4" fill="var(--color-accent)" />
        <g fill="var(--color-on-accent)">
          <rect x="3.5" y="3.5" width="4" height="4" rx="1" />
          <rect x="8.5" y="3.5" width="4" height="4" rx="1" opacity="0.65" />
          <rect x="3.5" y="8.5" width="4" height="4" rx="1" opacity="0.65" />
          <rect x="8.5" y="8.5" width="4" height="4" rx="1" />
        </g>
      </svg>
      AMI Ledger
    </p>
  );
}
