import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import type { CollectedList } from "@/lib/jobs/collector/collector";
import { accountId } from "@/lib/resources/parameters";
import { type CollectedRows, type CollectedRun, resourceOf } from "@/lib/server/collector/collect-list";
import { collectedLists, collectNow } from "@/lib/server/collector/server-collector";
import { readConfig } from "@/lib/server/config/config";
import { checkNotStopping } from "@/lib/server/lifecycle/stopping";
import { NO_STORE, refusalResponse } from "@/lib/server/refusal-response";
import { withAccessLog } from "./access-log";

/**
 * `POST /api/collect` for schedulers: collects now what is due, or with `force=true` everything, and answers when it is done.
 * It is open to whoever brings LEDGER_COLLECT_SECRET.
 */
export const collectRoute = withAccessLog(async (_, http: Request): Promise<Response> => {
  checkNotStopping();
  const { collectSecret } = readConfig(process.env);
  if (collectSecret === null) {
    return refusalResponse({
      status: 403,
      code: "CollectOff",
      message: "This server collects on nobody's request. Its operator allows it with LEDGER_COLLECT_SECRET.",
    });
  }
  if (!isSame(http.headers.get("authorization") ?? "", `Bearer ${collectSecret}`)) {
    return refusalResponse(
      { status: 401, code: "NotSignedIn", message: "The request must bring Authorization: Bearer and the value of LEDGER_COLLECT_SECRET." },
      { "WWW-Authenticate": "Bearer" },
    );
  }
  const { lists, isForced } = asked(new URL(http.url).searchParams, await collectedLists());
  const runs = await collectNow(lists, isForced, http.signal);
  return Response.json({ runs: runs.map(toRun) }, { headers: NO_STORE });
});

/** In a time that does not tell how much of it was right. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

const PARAMETERS = ["resource", "account", "region", "force"];

/** @throws InvalidParameter */
function asked(params: URLSearchParams, all: readonly CollectedList[]): { lists: CollectedList[]; isForced: boolean } {
  const unknown = [...params.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined)
    throw new InvalidParameter(unknown, `“${unknown.slice(0, 80)}” is not a parameter here; expected one of: ${PARAMETERS.join(", ")}.`);
  const force = params.get("force");
  if (force !== null && force !== "true" && force !== "false") throw new InvalidParameter("force", "force must be true or false.");
  const resources = params.getAll("resource").map((name) => resourceOf(`/${name}`).path as string);
  const accounts = chosen(
    params,
    "account",
    all.map(({ account }) => account),
  );
  const regions = chosen(
    params,
    "region",
    all.map(({ region }) => region),
  );
  const isChosen = (values: readonly string[], value: string): boolean => values.length === 0 || values.includes(value);
  const lists = all.filter(
    ({ resource, account, region }) => isChosen(resources, resource) && isChosen(accounts, account) && isChosen(regions, region),
  );
  return { lists, isForced: force === "true" };
}

function chosen(params: URLSearchParams, name: "account" | "region", configured: readonly string[]): string[] {
  const values = params.getAll(name);
  const malformed = name === "account" ? values.find((value) => !accountId.pattern.test(value)) : undefined;
  const wrong = malformed ?? values.find((value) => !configured.includes(value));
  if (wrong === undefined) return values;
  const known = [...new Set(configured)].join(", ");
  throw new InvalidParameter(name, `${name} must be one that is configured (${known || "none is known"}), not “${wrong.slice(0, 80)}”.`);
}

const toRun = ({ resource, account, region, outcome, readAt, rows }: CollectedList & CollectedRows): CollectedRun => ({
  resource: resource.slice(1),
  scope: { account, region },
  outcome,
  readAt,
  rows,
});
