import "server-only";
import { StandardRetryStrategy } from "@smithy/core/retry";
import type { RetryErrorInfo, StandardRetryToken } from "@smithy/types";

const ATTEMPTS = 4;
const ATTEMPTS_AT_A_STALL = 2;

/**
 * The SDK's standard retries with its backoff and jitter, but for two cases. A call that was not answered
 * in time is tried once more only: whoever looks at the page has waited long enough. A throttled one is
 * not retried here: the rate limiter waits, and holds the others back too.
 */
export class LedgerRetryStrategy extends StandardRetryStrategy {
  constructor() {
    super(ATTEMPTS);
  }

  override async refreshRetryTokenForRetry(token: StandardRetryToken, info: RetryErrorInfo): Promise<StandardRetryToken> {
    if (info.errorType === "THROTTLING") throw new Error("The rate limiter decides when to try again.");
    if (isStall(info.error) && token.getRetryCount() + 1 >= ATTEMPTS_AT_A_STALL) throw new Error("The call stalled again.");
    return super.refreshRetryTokenForRetry(token, info);
  }
}

/** The SDK gives a connection that broke, which takes no time, the same name. */
function isStall(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "TimeoutError") return false;
  const { code } = error as NodeJS.ErrnoException;
  return code !== "ECONNRESET" && code !== "EPIPE";
}
