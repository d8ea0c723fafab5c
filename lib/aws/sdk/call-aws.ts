import "server-only";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { isExpiredSession } from "./aws-errors";
import { isInBackground } from "./background";
import { renewCredentials } from "./credentials";
import { type RateLimit, RateLimiter } from "./rate-limiter";
import { awsSettings } from "./settings";

/** Which operation, of which account in which region. */
export interface Callee {
  scope: Scope;
  service: "ec2" | "license-manager";
  operation: string;
  /** The operation's own, where it is not that of the service's reads. The first call's limit holds. */
  limit?: RateLimit;
}

/**
 * EC2's bucket of non-mutating calls (EC2 Developer Guide, "Request throttling"). License Manager publishes
 * none: a cautious one.
 */
const LIMITS: Readonly<Record<Callee["service"], RateLimit>> = {
  ec2: { burst: 100, perSecond: 20 },
  "license-manager": { burst: 20, perSecond: 5 },
};

/** EC2's bucket of each operation that changes something and has none of its own (same place). */
export const MUTATING: RateLimit = { burst: 50, perSecond: 5, fromTheStart: true };

/** AWS did not finish its answer, not even at the second try. */
export class CallTimeLimit extends Error {
  override readonly name = "TimeoutError";
}

const limiters = new Map<string, RateLimiter>();

/**
 * Makes one call: rate limited, with a time limit, and once more with new credentials where AWS says that
 * these have expired.
 *
 * @throws CallTimeLimit, or whatever the SDK throws.
 */
export async function callAws<T>(to: Callee, call: (own: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  const limiter = limiterFor(to);
  const sentAt = Date.now();
  const send = (): Promise<T> => limiter.run(() => withOwnSignal(signal, call), signal);
  try {
    return await send();
  } catch (error) {
    if (!isExpiredSession(error)) throw error;
    await renewCredentials(to.scope, sentAt);
    return await send();
  }
}

function limiterFor({ scope, service, operation, limit }: Callee): RateLimiter {
  const inBack = isInBackground();
  // The share is of all of a service's operations: they empty one bucket.
  const key = `${scopeKey(scope)}/${inBack ? `${service} in the background` : operation}`;
  const full = limit ?? LIMITS[service];
  const limiter = limiters.get(key) ?? new RateLimiter(inBack ? shareOf(full) : full);
  limiters.set(key, limiter);
  return limiter;
}

function shareOf({ burst, perSecond }: RateLimit): RateLimit {
  const share = awsSettings().collectShare;
  return { burst: Math.max(1, Math.floor(burst * share)), perSecond: perSecond * share, fromTheStart: true };
}

/**
 * Makes a call with a signal that lives as long as the call. The SDK leaves its listeners on the signal it
 * was given, and with them the whole answer: on the signal of a long listing, every page would stay in memory.
 */
async function withOwnSignal<T>(signal: AbortSignal, call: (own: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const own = new AbortController();
  const abort = (): void => own.abort(signal.reason);
  signal.addEventListener("abort", abort);
  const { callMs } = awsSettings();
  // Two tries, and the pause between them.
  const timer = setTimeout(() => own.abort(), 2 * callMs + 2_000);
  try {
    return await call(own.signal);
  } catch (error) {
    if (own.signal.aborted && !signal.aborted) throw new CallTimeLimit("AWS did not finish its answer in time.");
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
