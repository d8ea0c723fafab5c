"use client";

import { useState } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

/** Ends the session here, then goes where the provider ends its own. */
export function SignOut({ className, children }: { className: string; children: React.ReactNode }) {
  // Before that, a press would be lost, and somebody would take themselves for signed out.
  const ready = useIsHydrated();
  const [failed, setFailed] = useState(false);
  const signOut = async () => {
    const next = await leave().catch(() => null);
    if (next === null) setFailed(true);
    else window.location.assign(next);
  };
  return (
    <>
      <button type="button" className={className} disabled={!ready} onClick={() => void signOut()}>
        {children}
      </button>
      {failed && (
        <span role="alert" className="text-bad">
          That did not work. Try again.
        </span>
      )}
    </>
  );
}

async function leave(): Promise<string | null> {
  const answer = await fetch("/api/auth/sign-out", { method: "POST" });
  const body: unknown = await answer.json();
  return answer.ok && typeof body === "object" && body !== null && "to" in body && typeof body.to === "string" ? body.to : null;
}
