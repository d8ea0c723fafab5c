import "server-only";
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import type { AlbProof } from "./auth-config";

/**
 * The header of a token in `x-amzn-oidc-data`. AWS puts the expiry here, beside the load balancer that
 * signed it (Elastic Load Balancing, "Authenticate users", "User claims encoding").
 */
const header = z.object({
  alg: z.literal("ES256"),
  kid: z.string().regex(/^[\w-]{1,128}$/),
  signer: z.string(),
  client: z.string().optional(),
  exp: z.coerce.number(),
});
const claims = z.record(z.string(), z.unknown());

const CLOCK_TOLERANCE_SECONDS = 60;
const KEY_PATIENCE_MS = 5_000;
const MOST_KEYS = 20;
/** A token of many groups stays below this; Node.js takes no larger headers anyhow. */
const LONGEST = 16_384;

/** Keys by their address. A key never changes; AWS gives a new one a new id. */
const keys = new Map<string, Promise<KeyObject | null>>();

/** What a load balancer says of somebody, or null where it did not sign this, not now, or not for us. */
export async function albClaims(proof: AlbProof, token: string | null): Promise<Readonly<Record<string, unknown>> | null> {
  const [head = "", body = "", signature = "", ...more] = token?.split(".") ?? [];
  if (token === null || token.length > LONGEST || more.length > 0 || signature === "") return null;
  const { data: parsed } = header.safeParse(json(head));
  if (!parsed || parsed.signer !== proof.arn || !isCurrent(parsed.exp)) return null;
  if (proof.clientId !== null && parsed.client !== proof.clientId) return null;
  const key = await publicKey(`${proof.keysUrl}/${parsed.kid}`);
  if (key === null || !isSigned(`${head}.${body}`, signature, key)) return null;
  const { data: said } = claims.safeParse(json(body));
  return said && (said.exp === undefined || isCurrent(Number(said.exp))) ? said : null;
}

/** AWS signs the text with the padding that JWTs do not have, which strict libraries refuse. */
const bytes = (text: string): Buffer => Buffer.from(text, "base64url");

const isCurrent = (exp: number): boolean => exp > Date.now() / 1000 - CLOCK_TOLERANCE_SECONDS;

function isSigned(text: string, signature: string, key: KeyObject): boolean {
  return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, bytes(signature));
}

function json(part: string): unknown {
  try {
    return JSON.parse(bytes(part).toString());
  } catch {
    return null;
  }
}

function publicKey(url: string): Promise<KeyObject | null> {
  const kept = keys.get(url);
  if (kept !== undefined) return kept;
  const key = fetchKey(url);
  const forget = () => keys.delete(url);
  keys.set(url, key);
  key.then((found) => found ?? forget(), forget);
  const [oldest] = keys.keys();
  if (keys.size > MOST_KEYS && oldest !== undefined) keys.delete(oldest);
  return key;
}

/**
 * A key that AWS has published, or null where there is none of that id.
 *
 * @throws where that cannot be found out: nobody is let in for it.
 */
async function fetchKey(url: string): Promise<KeyObject | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(KEY_PATIENCE_MS), redirect: "error" });
  if (response.status === 403 || response.status === 404) return null;
  if (!response.ok) throw new Error(`The key of the load balancer could not be had: ${url} answered with status ${response.status}.`);
  const key = createPublicKey(await response.text());
  if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") throw new Error(`The key of the load balancer is not for ES256: ${url}`);
  return key;
}
