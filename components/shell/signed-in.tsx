"use client";

import { createContext, use } from "react";
import { type GroupsDoubt, VIEWER_FOR_NOW } from "@/lib/core/groups-doubt";
import type { Role } from "@/lib/core/role";
import { SignOut } from "./sign-out";

/** Whoever looks at the page. */
export interface Viewer {
  /** Their name or address. Null where nobody has to sign in. */
  label: string | null;
  role: Role;
  /** Why they might be an operator although they are a viewer, or null. */
  groupsDoubt: GroupsDoubt | null;
  /** Whether this app signs people out; a proxy in front of it does so itself. */
  signsOut: boolean;
}

const ViewerContext = createContext<Viewer>({ label: null, role: "viewer", groupsDoubt: null, signsOut: false });

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: React.ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who is signed in, as what, why not as more, and the way out. Nothing where there is no sign-in. */
export function SignedIn() {
  const { label, role, groupsDoubt, signsOut } = use(ViewerContext);
  if (label === null) return null;
  return (
    <section aria-label="Signed in" className="grid gap-0.5 border-t px-2.5 pt-3">
      <p className="truncate" title={label}>
        {label}
      </p>
      <p className="flex flex-wrap items-center justify-between gap-x-2 text-xs text-muted">
        {role === "operator" ? "Operator" : "Viewer"}
        {signsOut && <SignOut className="link">Sign out</SignOut>}
      </p>
      {groupsDoubt !== null && <p className="pt-1 text-xs text-warning">{VIEWER_FOR_NOW[groupsDoubt]}</p>}
    </section>
  );
}
