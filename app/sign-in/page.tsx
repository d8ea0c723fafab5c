import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { returnTarget } from "@/lib/core/return-target";
import { authenticate } from "@/lib/server/auth/authenticate";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { isSignInFault, SIGN_IN_FAULTS } from "@/lib/server/auth/sign-in-fault";
import { SignInView } from "./view";

export const metadata: Metadata = { title: "Sign in" };

/** Where people begin who are not signed in, and where those learn why who may not enter. */
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
      who={
        authentication.kind === "refused"
          ? (authentication.identity.email ?? authentication.identity.name ?? authentication.identity.subject)
          : null
      }
      atProvider={atProvider}
    />
  );
}
