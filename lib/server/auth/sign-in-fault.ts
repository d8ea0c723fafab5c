/** Why signing in did not work, in a word that stands in the address of the sign-in page. */
export const SIGN_IN_FAULTS = {
  stale: "This sign-in was not begun in this browser, or too long ago, or was used before. Please begin again.",
  denied: "The provider did not sign you in.",
  provider: "The provider could not be reached. Please try again in a moment.",
  clock: "The clocks of the provider and of AMI Ledger differ too much. Whoever runs AMI Ledger has to set them right.",
  answer: "The provider's answer could not be believed. Whoever runs AMI Ledger finds the reason in its log.",
} as const;

export type SignInFault = keyof typeof SIGN_IN_FAULTS;

export const isSignInFault = (text: unknown): text is SignInFault => typeof text === "string" && Object.hasOwn(SIGN_IN_FAULTS, text);

/** What kind of fault openid-client met, by the codes of its errors. */
export function signInFault(error: unknown): SignInFault {
  const code = errorCode(error);
  if (code === "OAUTH_AUTHORIZATION_RESPONSE_ERROR") return "denied";
  if (code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return "clock";
  if (code === "OAUTH_TIMEOUT" || code === "OAUTH_RESPONSE_IS_NOT_CONFORM" || error instanceof TypeError) return "provider";
  return "answer";
}

/** The code of an error or of what caused it, or its name. Nothing of what was sent stands in these. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const own = "code" in error && typeof error.code === "string" ? error.code : null;
  return own ?? (error.cause instanceof Error ? errorCode(error.cause) : error.name);
}
