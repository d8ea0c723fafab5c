import "server-only";
import { hostname } from "node:os";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from "@smithy/core";
import type { AwsCredentialIdentity, IdentityProvider } from "@smithy/types";
import { awsCredentialsProvider } from "@vercel/oidc-aws-credentials-provider";
import type { Scope } from "@/lib/core/scope";
import { defaultRegion } from "./default-region";
import { proxyAgents, requestHandler } from "./request-handler";
import { awsSettings } from "./settings";

type Provider = IdentityProvider<AwsCredentialIdentity>;

/** Each account's credentials, and their last renewal. */
interface Held {
  provider: Provider;
  renewal: { begunAt: number; ended: Promise<unknown> } | null;
}

const held = new Map<string, Held>();

/**
 * The credentials to read an account with: those of its role, or the server's own. They are shared by all
 * of its clients, and the SDK renews them five minutes before they expire.
 */
export const credentialsFor = (account: string | null): Provider => heldFor(account).provider;

/**
 * Asks for new credentials, or takes part in a renewal that began after the failed call was sent, in
 * milliseconds since 1970.
 *
 * @throws what keeps the role from being assumed.
 */
export async function renewCredentials({ account }: Scope, sentAt: number): Promise<void> {
  const holding = heldFor(account);
  if (holding.renewal === null || holding.renewal.begunAt < sentAt) {
    holding.renewal = { begunAt: Date.now(), ended: holding.provider({ forceRefresh: true }) };
  }
  await holding.renewal.ended;
}

function heldFor(account: string | null): Held {
  const role = awsSettings().roles.find((one) => one.account === account);
  const key = role?.arn ?? "";
  const known = held.get(key);
  if (known !== undefined) return known;
  const created = { provider: shared(role === undefined ? own() : assumed(role.arn)), renewal: null };
  held.set(key, created);
  return created;
}

/** Kept for the SDK's clients, which would each keep their own otherwise. */
function shared(provider: Provider): Provider {
  const kept = memoizeIdentityProvider(provider, isIdentityExpired, doesIdentityRequireRefresh);
  if (kept === undefined) throw new Error("A provider that is given is kept.");
  return Object.assign(kept, { memoized: true });
}

/**
 * Those of the SDK's default chain. On Vercel, which says in each request whom it runs, those of the role that
 * believes it (Vercel, "Connect to Amazon Web Services").
 */
function own(): Provider {
  const { VERCEL, AWS_ROLE_ARN: roleArn } = process.env;
  return VERCEL && roleArn
    ? awsCredentialsProvider({ roleArn, roleSessionName: sessionName() })
    : fromNodeProviderChain({ clientConfig: { requestHandler: proxyAgents() } });
}

/** STS API Reference, AssumeRole. */
function assumed(RoleArn: string): Provider {
  const { externalId, callMs } = awsSettings();
  let provider: Provider | null = null;
  return async (properties) => {
    provider ??= fromTemporaryCredentials({
      params: { RoleArn, RoleSessionName: sessionName(), ...(externalId !== null && { ExternalId: externalId }) },
      masterCredentials: credentialsFor(null),
      clientConfig: {
        region: await defaultRegion(),
        maxAttempts: 2,
        requestHandler: requestHandler({ connectionTimeout: 3_000, requestTimeout: callMs }),
      },
    });
    return provider(properties);
  };
}

/** Session name in the other account's CloudTrail: program and host. */
const sessionName = (): string => `ami-ledger@${hostname().replaceAll(/[^\w+=,.@-]/g, "-")}`.slice(0, 64);
