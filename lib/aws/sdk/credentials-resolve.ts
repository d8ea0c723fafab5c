import "server-only";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { memoizeAsync } from "@/lib/core/memoize-async";
import type { FailureKind } from "@/lib/core/row-events";
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

/** AWS is down or busy: that says nothing of the credentials. */
const AWS_DOWN: readonly FailureKind[] = ["unreachable", "throttled", "unexpected"];

/** A load balancer waits no longer. */
const PATIENCE_MS = 2_000;

/**
 * Why AWS does not take the server's own credentials, in a sentence for anybody, or null: also where AWS does not answer
 * in time. What AWS says itself may name an account or a role.
 */
export async function credentialsFault(): Promise<string | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref());
  return Promise.race([askAws().then(() => null, faultText), late]);
}

function faultText(error: unknown): string | null {
  if (error instanceof NoRegion) return "No region is configured.";
  return AWS_DOWN.includes(toScopeError(error).kind) ? null : "AWS did not take the server's credentials.";
}
