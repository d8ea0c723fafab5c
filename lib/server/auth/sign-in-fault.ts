/** Why signing in failed, by the word that stands in the address of the sign-in page. */
export const SIGN_IN_FAULTS = {
  stale: "This sign-in was not begun in this browser, or too long ago, or was used before. Please begin again.",
  denied: "The provider did not sign you in.",
  client: "The provider does not accept AMI Ledger itself. Whoever runs AMI Ledger finds the reason in its log.",
  provider: "The provider could not be reached. Please try again in a moment.",
  clock: "The clocks of the provider and of AMI Ledger differ too much. Whoever runs AMI Ledger has to set them right.",
  answer: "The provider's answer was invalid. Whoever runs AMI Ledger finds the reason in its log.",
} as const;

export type SignInFault = keyof typeof SIGN_IN_FAULTS;

export const isSignInFault = (text: unknown): text is SignInFault => typeof text === "string" && Object.hasOwn(SIGN_IN_FAULTS, text);

/** OAuth 2.0 (RFC 6749), 5.2: the id or secret of the app is wrong, or it may not use this flow. */
const CLIENT_ERRORS = ["invalid_client", "unauthorized_client"];

/** The kind of fault that openid-client met, by the codes of its errors. */
export function signInFault(error: unknown): SignInFault {
  const code = errorCode(error);
  if (CLIENT_ERRORS.includes(oauthError(error) ?? "")) return "client";
  if (code === "OAUTH_AUTHORIZATION_RESPONSE_ERROR") return "denied";
  if (code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return "clock";
  if (code === "OAUTH_TIMEOUT" || code === "OAUTH_RESPONSE_IS_NOT_CONFORM" || error instanceof TypeError) return "provider";
  return "answer";
}

/** The code of an error or of its cause, or else its name. It holds nothing that was sent. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const own = "code" in error && typeof error.code === "string" ? error.code : null;
  return own ?? (error.cause instanceof Error ? errorCode(error.cause) : error.name);
}

/** The provider's own codes for an error: OAuth's, and the number by which Entra ID begins its description. The rest may name people. */
export function providerCodes(error: unknown): string[] {
  const description = textMember(error, "error_description") ?? "";
  return [oauthError(error), /^AADSTS\d+/.exec(description)?.[0] ?? null].filter((code) => code !== null);
}

function oauthError(error: unknown): string | null {
  const code = textMember(error, "error");
  return code !== null && /^[a-z_]{1,60}$/.test(code) ? code : null;
}

function textMember(error: unknown, name: string): string | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : null;
  return typeof value === "string" ? value : null;
}
