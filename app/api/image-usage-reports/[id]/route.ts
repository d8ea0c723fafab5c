import { configuredAccounts, scopesOf } from "@/lib/aws/accounts/scopes";
import { deleteImageUsageReport } from "@/lib/aws/operations/delete-image-usage-report";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { reportId } from "@/lib/resources/parameters";
import { personName } from "@/lib/server/auth/person";
import { methods } from "@/lib/server/http/methods";
import { writeRoute } from "@/lib/server/http/write-route";
import { audit } from "@/lib/server/observe/audit";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import { NO_STORE, refusalResponse } from "@/lib/server/refusal-response";
import { reportQueue } from "@/lib/server/report-queue/server-queue";

export const dynamic = "force-dynamic";

/** AWS's answer, as the answer to whoever asked here. */
const STATUS = { denied: 403, throttled: 429, unreachable: 502, expired: 502, invalid: 400, unexpected: 502, missing: 502 } as const;
const NOT_FOUND = /^Invalid\w*\.NotFound$/;

/** Deletes a report with its entries at AWS: `?account=&region=`. The image stays as it is. */
const remove = writeRoute<[{ params: Promise<{ id: string }> }]>(async (http, person, { params }) => {
  const { id } = await params;
  if (!reportId.pattern.test(id)) throw new InvalidParameter("report-id", `report-id must be ${reportId.expected}.`);
  const scope = await askedScope(new URL(http.url).searchParams);
  const entry = { action: "DeleteImageUsageReport", by: personName(person), account: scope.account, region: scope.region, reportId: id };
  try {
    // Whoever asked may leave: what AWS was asked to do is done.
    await deleteImageUsageReport(scope, id, new AbortController().signal);
  } catch (error) {
    const { kind, code, message } = toScopeError(error);
    audit({ ...entry, error: code });
    return refusalResponse({ status: NOT_FOUND.test(code) ? 404 : STATUS[kind], code, message });
  }
  audit({ ...entry, error: null });
  await noteDeleted(scope, id);
  return Response.json({ deleted: id }, { headers: NO_STORE });
});

/** @throws InvalidParameter */
async function askedScope(params: URLSearchParams): Promise<Scope> {
  const scopes = scopesOf(await configuredAccounts());
  const [region, account] = [params.get("region"), params.get("account")];
  const found = scopes.find((scope) => scopeKey(scope) === scopeKey({ account, region: region ?? "" }));
  if (found !== undefined) return found;
  if (!scopes.some((scope) => scope.region === region)) throw new InvalidParameter("region", "region must be one that is configured.");
  throw new InvalidParameter("account", "account must be one that is configured, and has the region.");
}

/** The report is gone, whether or not that can be written down. */
async function noteDeleted(scope: Scope, id: string): Promise<void> {
  try {
    await (await reportQueue()).deleted(scope, id);
  } catch (error) {
    log().error({ error: errorFields(error) }, "a deleted report could not be noted");
  }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ DELETE: remove });
