import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { returnTarget } from "@/lib/core/return-target";
import { authenticate } from "@/lib/server/auth/authenticate";
import { identityName } from "@/lib/server/auth/person";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { isSignInFault, SIGN_IN_FAULTS } from "@/lib/server/auth/sign-in-fault";
import { SignInView } from "./view";

export const metadata: Metadata = { title: "Sign in" };

/** Where people sign in, and where they learn why they may not enter. */
export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const params = await searchParams;
  const to = returnTarget(typeof params.to === "string" ? params.to : null);
  const authentication = await authenticate({ headers: await headers() });
  if (authentication.kind === "person") redirect(to);
  const atProvider = readAuthConfig(process.env).mode === "oidc";
  return (
    <SignInView
      to={to}
      fault={isSignInFault(params.fault) ? SIGN_IN_FAULTS[params.fault] : null}
      refusal={authentication.kind === "anonymous" && atProvider ? null : authentication.message}
      known={authentication.kind === "refused" ? { name: identityName(authentication.identity), reason: authentication.reason } : null}
      atProvider={atProvider}
    />
  );
}
