import "server-only";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { NoRegion } from "@/lib/aws/sdk/default-region";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import type { FailureKind } from "@/lib/core/row-events";
import { NO_STORE } from "@/lib/server/refusal-response";

/** Who asks has no right to it, or is to come again, or what stands behind this server failed. */
const STATUS = {
  denied: 403,
  throttled: 503,
  unreachable: 504,
  expired: 502,
  invalid: 502,
  unexpected: 502,
  missing: 404,
} satisfies Record<FailureKind, number>;

/** There is no organization (Organizations API Reference, common errors). */
const NOT_IN_USE = "AWSOrganizationsNotInUseException";

/** Error response of the organization: `{"error":{"code","message","kind","requestId"}}`. Null for errors that are not AWS's. */
export function organizationRefusal(error: unknown): Response | null {
  if (error instanceof InvalidConfig || error instanceof NoRegion) return null;
  const refusal = toScopeError(error);
  return Response.json({ error: refusal }, { status: refusal.code === NOT_IN_USE ? 404 : STATUS[refusal.kind], headers: NO_STORE });
}
