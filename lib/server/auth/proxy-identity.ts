import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { albClaims } from "./alb-token";
import type { AccessRules, HeaderProof, ProxyConfig } from "./auth-config";
import { readIdentity } from "./identity";
import type { Identity } from "./person";

/** Who sent a request, as the trusted proxy says. Null without valid proof. */
export async function proxyIdentity({ proof, accessRules }: ProxyConfig, headers: Headers): Promise<Identity | null> {
  if (proof.kind === "header") return headerIdentity(proof, accessRules, headers);
  const claims = await albClaims(proof, headers.get("x-amzn-oidc-data"));
  return claims && readIdentity(claims, accessRules);
}

function headerIdentity(proof: HeaderProof, rules: AccessRules, headers: Headers): Identity | null {
  const user = headers.get(proof.header)?.trim();
  const secret = headers.get(proof.secretHeader);
  if (!user || secret === null || !isSame(secret, proof.secret)) return null;
  const who = user.includes("@") ? { email: user, email_verified: true } : { name: user };
  const groups = proof.groupsHeader === null ? null : headers.get(proof.groupsHeader);
  return readIdentity({ sub: user, ...who, groups }, { ...rules, roleClaims: ["groups"] });
}

/** Compares in constant time. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
