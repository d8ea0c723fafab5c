"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { scopesQuery } from "@/lib/client/scopes-query";

const OFF = "Writing to AWS is off at this server. Its operator allows it with LEDGER_ALLOW_WRITES=true.";

/** Why nothing may be written to AWS from here, or null where it may. */
export function useWritesOff(): string | null {
  const { data, isError } = useQuery(scopesQuery());
  if (data?.writes === "allowed") return null;
  if (data !== undefined) return OFF;
  return isError ? "The server did not say whether it may write to AWS." : "Asking the server whether it may write to AWS…";
}

interface WriteButtonProps {
  /** Why it cannot be pressed, beside writes being off. */
  why?: string | null;
  className?: string;
  onPress: () => void;
  children: React.ReactNode;
}

/** A button that changes something at AWS. Where it cannot be pressed it can still be reached, and says why. */
export function WriteButton({ why = null, className = "button", onPress, children }: WriteButtonProps) {
  const id = useId();
  const [told, setTold] = useState(false);
  const off = useWritesOff() ?? why;
  return (
    <span className="relative inline-flex">
      <button
        type="button"
        className={`${className} aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-canvas aria-disabled:text-muted`}
        onClick={off === null ? onPress : () => setTold(!told)}
        onBlur={() => setTold(false)}
        {...(off !== null && { "aria-disabled": true, "aria-describedby": id, title: off })}
      >
        {children}
      </button>
      {off !== null && (
        <span
          id={id}
          {...(told && { role: "status" })}
          className={told ? "panel absolute top-full right-0 z-20 mt-1 w-64 max-w-[80vw] p-2 text-xs whitespace-normal" : "sr-only"}
        >
          {off}
        </span>
      )}
    </span>
  );
}
