"use client";

import { createContext, use } from "react";

const SampleData = createContext(false);

/** Whether the rows are those of an invented company. */
export const useSampleData = (): boolean => use(SampleData);

/** Tells the page, and everyone who looks at it, that nothing here is real. */
export function SampleDataNotice({ sampleData, children }: { sampleData: boolean; children: React.ReactNode }) {
  return (
    <SampleData value={sampleData}>
      {sampleData && (
        <p role="note" className="flex h-8 items-center border-b border-warning/30 bg-warning-soft px-4 text-warning sm:px-6">
          <span className="truncate">
            <strong className="font-semibold">Sample data</strong> of an invented company. No AWS account is connected.
          </span>
        </p>
      )}
      {children}
    </SampleData>
  );
}
