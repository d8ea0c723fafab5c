import "server-only";
import type { ChosenScope } from "@/lib/aws/accounts/chosen-scopes";
import type { DryRun } from "@/lib/aws/listing/reader";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import type { Resource } from "@/lib/resources/resource";
import { NO_STORE } from "@/lib/server/refusal-response";

/**
 * Whether each scope may be read, by AWS's own dry run: `DryRunOperation` means allowed. Anything else is
 * not allowed, with the error that says whether it was refused or could not be found out.
 */
export async function dryRunResponse<Row>(
  resource: Resource<Row>,
  dryRun: DryRun,
  scopes: readonly ChosenScope[],
  signal: AbortSignal,
): Promise<Response> {
  const operation = resource.actions[0].split(":")[1];
  const checks = await Promise.all(
    scopes.map(async ({ scope, request, refusal }) => {
      const answer = refusal === null ? dryRun(scope, request, signal) : Promise.reject(refusal);
      const error = await answer.then(() => null, toScopeError);
      if (error === null || error.code === "DryRunOperation") return { scope, operation, allowed: true, code: "DryRunOperation" };
      return { scope, operation, allowed: false, code: error.code, error };
    }),
  );
  signal.throwIfAborted();
  return Response.json({ checks }, { headers: NO_STORE });
}
