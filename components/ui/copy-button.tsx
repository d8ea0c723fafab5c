"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

const SHOWN_MS = 1_500;

/** Copies a text, and says so for a moment. */
export function CopyButton({
  text,
  what,
  tabIndex = 0,
  className = "",
}: {
  text: string;
  what: string;
  tabIndex?: number;
  className?: string;
}) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const copy = async (event: React.MouseEvent) => {
    event.stopPropagation();
    const outcome = await navigator.clipboard.writeText(text).then(
      () => "copied" as const,
      () => "refused" as const,
    );
    setState(outcome);
    setTimeout(setState, SHOWN_MS, "idle");
  };
  const label = { idle: `Copy ${what}`, copied: "Copied", refused: "The browser did not allow copying" }[state];
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={copy}
      aria-label={label}
      title={label}
      className={`grid size-6 shrink-0 place-items-center rounded text-muted hover:text-ink ${className}`}
    >
      {state === "copied" ? <Check aria-hidden className="size-3.5 text-good" /> : <Copy aria-hidden className="size-3.5" />}
    </button>
  );
}
