import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { albClaims } from "./alb-token";
import type { AccessRules, HeaderProof, ProxyConfig } from "./auth-config";
import { readIdentity } from "./identity";
import type { Identity } from "./person";

/** Who sent a request, as the trusted proxy says. Null where it says nothing that is to be believed. */
export async function proxyIdentity({ proof, accessRules }: ProxyConfig, headers: Headers): Promise<Identity | null> {
  if (proof.kind === "header") return headerIdentity(proof, accessRules, headers);
  const claims = await albClaims(proof, headers.get("x-amzn-oidc-data"));
  return claims && readIdentity(claims, accessRules);
}

function headerIdentity(proof: HeaderProof, rules: AccessRules, headers: Headers): Identity | null {
  const user = headers.get(proof.header)?.trim();
  const secret = headers.get(proof.secretHeader);
  if (!user || secret === null || !isSame(secret, proof.secret)) return null;
  const isEmail = user.includes("@");
  const claims = {
    sub: user,
    ...(isEmail ? { email: user, email_verified: true } : { name: user }),
    [rules.claim]: proof.groupsHeader === null ? undefined : headers.get(proof.groupsHeader),
  };
  return readIdentity(claims, rules);
}

/** Compares without telling by its time how much of a guess is right. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
