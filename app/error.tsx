"use client";

/** In place of a page that broke. What it was about stands in the URL, so that trying again loses nothing. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-24 text-center">
      <h1 className="text-lg font-semibold">This page broke</h1>
      <p className="text-muted">That is a fault of AMI Ledger, not of AWS. Your filters and choices stand in the address and are kept.</p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </div>
  );
}
