import "server-only";
import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from "jose";

/** What a sealed text is for. A text for one purpose does not open for another. */
export type Purpose = "session" | "sign-in";

interface Seal {
  secret: string;
  purpose: Purpose;
  /** Whom it was made for: another app, provider or client does not open it. */
  audience: string;
  seconds: number;
}

/** Several servers may share a secret, and their clocks differ a little. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** Browsers keep no larger cookie. */
const LONGEST = 4096;

/** Encrypts plain data, so that only a server with the same secret can read or make it. */
export function encryptToken(data: JWTPayload, { secret, purpose, audience, seconds }: Seal): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new EncryptJWT(data)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .encrypt(keyOf(secret, purpose));
}

/** What was sealed, or null where it is not to be believed: altered, foreign, for another purpose, too old. */
export async function decryptToken(sealed: string, { secret, purpose, audience, seconds }: Seal): Promise<JWTPayload | null> {
  if (sealed.length > LONGEST) return null;
  try {
    const { payload } = await jwtDecrypt(sealed, keyOf(secret, purpose), {
      audience,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      requiredClaims: ["exp", "iat"],
    });
    // The configured time counts from now on, and for what was sealed when it was longer.
    const age = Date.now() / 1000 - (payload.iat ?? 0);
    return age <= seconds && age >= -CLOCK_TOLERANCE_SECONDS ? payload : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function keyOf(secret: string, purpose: Purpose): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "ami-ledger", purpose, 32));
}
