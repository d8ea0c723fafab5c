import "server-only";
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import type { AlbProof } from "./auth-config";
import type { Claims } from "./person";

/**
 * The header of a token in `x-amzn-oidc-data`. AWS puts the expiry here, beside the load balancer that
 * signed it (Elastic Load Balancing, "Authenticate users", "User claims encoding").
 */
const header = z.object({
  alg: z.literal("ES256"),
  kid: z.string().regex(/^[\w-]{1,128}$/),
  signer: z.string(),
  client: z.string().optional(),
  iss: z.string().optional(),
  exp: z.coerce.number(),
});
const claims = z.record(z.string(), z.unknown());

const CLOCK_TOLERANCE_SECONDS = 60;
const KEY_TIMEOUT_MS = 5_000;
const MAX_KEYS = 20;
/** The largest header that Node.js takes. */
const MAX_LENGTH = 16_384;

/** Keys by address. AWS gives a new key a new id. */
const keys = new Map<string, Promise<KeyObject | null>>();

/**
 * The user info of somebody in a token, with the issuer that the load balancer asked. Null for a token that this load balancer did
 * not sign, that has expired, or that is for another client.
 */
export async function albClaims(proof: AlbProof, token: string | null): Promise<Claims | null> {
  const [head = "", body = "", signature = "", ...more] = token?.split(".") ?? [];
  if (token === null || token.length > MAX_LENGTH || more.length > 0 || signature === "") return null;
  const { data: parsed } = header.safeParse(json(head));
  if (!parsed || parsed.signer !== proof.arn || !isCurrent(parsed.exp)) return null;
  if (proof.clientId !== null && parsed.client !== proof.clientId) return null;
  const key = await publicKey(`${proof.keysUrl}/${parsed.kid}`);
  if (key === null || !isSigned(`${head}.${body}`, signature, key)) return null;
  const { data: said } = claims.safeParse(json(body));
  return said && (said.exp === undefined || isCurrent(Number(said.exp))) ? { ...said, iss: parsed.iss } : null;
}

/** AWS pads each part and signs the padded text, which strict JWT libraries refuse. */
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
  if (keys.size > MAX_KEYS && oldest !== undefined) keys.delete(oldest);
  return key;
}

/**
 * A key that AWS publishes, or null for an unknown id.
 *
 * @throws where AWS does not answer: nobody is let in.
 */
async function fetchKey(url: string): Promise<KeyObject | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(KEY_TIMEOUT_MS), redirect: "error" });
  if (response.status === 403 || response.status === 404) return null;
  if (!response.ok) throw new Error(`The key of the load balancer could not be fetched: ${url} answered with status ${response.status}.`);
  const key = createPublicKey(await response.text());
  if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") throw new Error(`The key of the load balancer is not for ES256: ${url}`);
  return key;
}
