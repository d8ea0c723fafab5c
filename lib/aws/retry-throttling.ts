import "server-only";
import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-license-manager";
import type { Pluggable } from "@smithy/types";

/**
 * Marks License Manager's throttling error as one to retry, so that the SDK's own retry strategy backs
 * off. The SDK does not know it: `RateLimitExceededException` comes with status 400, is on none of its
 * lists and carries no retry trait.
 */
export const retryThrottling: Pluggable<ServiceInputTypes, ServiceOutputTypes> = {
  applyToStack(stack) {
    stack.add(
      (next) => async (args) => {
        try {
          return await next(args);
        } catch (error) {
          if (error instanceof Error && error.name === "RateLimitExceededException") {
            Object.assign(error, { $retryable: { throttling: true } });
          }
          throw error;
        }
      },
      // Within the retry middleware, which has step finalizeRequest and high priority.
      { step: "finalizeRequest", priority: "low", name: "retryThrottling" },
    );
  },
};
