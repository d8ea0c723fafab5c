"use client";

import { useMemo } from "react";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { CopyButton } from "@/components/ui/copy-button";
import type { AccountUsage } from "@/lib/domain/images/account-usage";
import { ownerMessage } from "@/lib/domain/images/owner-message";

interface OwnerMessageProps {
  usage: AccountUsage;
  name: string | null;
  reading: boolean;
}

/** What to write to the account's owner, ready to be copied. */
export function OwnerMessage({ usage, name, reading }: OwnerMessageProps) {
  const text = useMemo(() => ownerMessage(usage, name), [usage, name]);
  return (
    <PageSection title="Text to send to its owner">
      {reading ? (
        <Quiet>The text is made when everything has been read.</Quiet>
      ) : (
        <div className="relative max-w-3xl">
          <CopyButton text={text} what="the text" className="absolute top-1.5 right-1.5 z-1 bg-sunken" />
          <section
            aria-label="Text to send"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that it must be reached by keys too
            tabIndex={0}
            className="max-h-96 overflow-y-auto rounded-md border bg-sunken p-3 pr-9 break-words whitespace-pre-wrap"
          >
            {text}
          </section>
        </div>
      )}
    </PageSection>
  );
}
