import "server-only";
import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from "jose";

/** A token for one purpose is invalid for another. */
export type Purpose = "session" | "sign-in";

interface TokenOptions {
  secret: string;
  purpose: Purpose;
  /** Audience. The token is invalid for any other. */
  audience: string;
  /** Lifetime. */
  seconds: number;
}

/** Clock skew allowance between servers that share a secret. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** The largest cookie that browsers keep. */
const MAX_LENGTH = 4096;

/** Encrypts plain data into a token that only a server with the same secret can read or make. */
export function encryptToken(data: JWTPayload, { secret, purpose, audience, seconds }: TokenOptions): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new EncryptJWT(data)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .encrypt(key(secret, purpose));
}

/** The data in a token, or null where it is invalid: altered, for another audience or purpose, or expired. */
export async function decryptToken(token: string, { secret, purpose, audience, seconds }: TokenOptions): Promise<JWTPayload | null> {
  if (token.length > MAX_LENGTH) return null;
  try {
    const { payload } = await jwtDecrypt(token, key(secret, purpose), {
      audience,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      requiredClaims: ["exp", "iat"],
    });
    // The lifetime configured now also ends tokens that were made with a longer one.
    const age = Date.now() / 1000 - (payload.iat ?? 0);
    return age <= seconds && age >= -CLOCK_TOLERANCE_SECONDS ? payload : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

const key = (secret: string, purpose: Purpose): Uint8Array => new Uint8Array(hkdfSync("sha256", secret, "ami-ledger", purpose, 32));
