import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { albClaims } from "./alb-token";
import type { AdmissionRules, HeaderProof, ProxyConfig } from "./auth-config";
import { identityOf } from "./identity";
import type { Identity } from "./person";

/** Who sent a request, as the trusted proxy says. Null where it says nothing that is to be believed. */
export async function proxyIdentity({ proof, admission }: ProxyConfig, headers: Headers): Promise<Identity | null> {
  if (proof.kind === "header") return headerIdentity(proof, admission, headers);
  const claims = await albClaims(proof, headers.get("x-amzn-oidc-data"));
  return claims && identityOf(claims, admission);
}

function headerIdentity(proof: HeaderProof, rules: AdmissionRules, headers: Headers): Identity | null {
  const user = headers.get(proof.header)?.trim();
  const secret = headers.get(proof.secretHeader);
  if (!user || secret === null || !isSame(secret, proof.secret)) return null;
  const isEmail = user.includes("@");
  const claims = {
    sub: user,
    ...(isEmail ? { email: user, email_verified: true } : { name: user }),
    [rules.claim]: proof.groupsHeader === null ? undefined : headers.get(proof.groupsHeader),
  };
  return identityOf(claims, rules);
}

/** Compares without telling by its time how much of a guess is right. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
