import "server-only";
import { StandardRetryStrategy } from "@smithy/core/retry";
import type { RetryErrorInfo, StandardRetryToken } from "@smithy/types";

const ATTEMPTS = 6;
const ATTEMPTS_AT_A_STALL = 2;

/**
 * The SDK's standard retries with its backoff and jitter: five of them, because throttling passes. A call
 * that was not answered in time is tried once more only: whoever looks at the page has waited long enough.
 */
export class LedgerRetryStrategy extends StandardRetryStrategy {
  constructor() {
    super(ATTEMPTS);
  }

  override async refreshRetryTokenForRetry(token: StandardRetryToken, info: RetryErrorInfo): Promise<StandardRetryToken> {
    const isStall = info.error instanceof Error && info.error.name === "TimeoutError";
    if (isStall && token.getRetryCount() + 1 >= ATTEMPTS_AT_A_STALL) throw new Error("The call stalled again.");
    return super.refreshRetryTokenForRetry(token, info);
  }
}
