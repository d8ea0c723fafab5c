import "server-only";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { memoizeAsync } from "@/lib/core/memoize-async";
import { toScopeError } from "./aws-errors";
import { stsClient } from "./clients";
import { defaultRegion, NoRegion } from "./default-region";

/** However often somebody asks, AWS is asked this seldom. */
const MEMOIZED = { answerMs: 10_000, failureMs: 5_000 };

/** Asks AWS whose the server's own credentials are, which needs no permission (STS API Reference, GetCallerIdentity). */
const askAws = memoizeAsync(async () => {
  const region = await defaultRegion();
  await stsClient({ account: null, region }).send(new GetCallerIdentityCommand({}));
}, MEMOIZED);

/**
 * Why AWS does not take the server's own credentials, in a sentence for anybody, or null. What AWS says itself
 * may name an account or a role.
 */
export async function credentialsFault(): Promise<string | null> {
  try {
    await askAws();
    return null;
  } catch (error) {
    if (error instanceof NoRegion) return "No region is configured.";
    return toScopeError(error).kind === "unreachable" ? "AWS could not be reached." : "AWS did not take the server's credentials.";
  }
}
