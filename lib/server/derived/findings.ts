import "server-only";
import { interleave } from "@/lib/aws/listing/interleave";
import type { ReadEvent } from "@/lib/aws/listing/read-scopes";
import { RowPage } from "@/lib/aws/listing/row-page";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Source } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { finishInSlices } from "@/lib/core/slices";
import { fleetEvidence } from "@/lib/domain/images/evidence";
import type { Finding } from "@/lib/resources/findings";
import { readConfig } from "@/lib/server/config/config";
import type { ReadEvents } from "@/lib/server/http/rows-route";
import { type FindingSources, type FleetKnowledge, findingRows } from "@/lib/usecases/findings";
import { listFailure, momentOf, oldestReading } from "./collect-rows";
import { type FindingLists, readFindingLists } from "./finding-lists";

/**
 * The findings of all chosen scopes together, by the use case that the overview has. In a stream they come as the lists
 * become known that they follow from; in a file all at once, the worst first.
 */
export const readFindings: ReadEvents<Finding> = async function* (request, chosen, signal) {
  const now = momentOf(request);
  const lists = readFindingLists(chosen, request, signal);
  const scopes = chosen.map(({ scope }) => scope);
  const given: Line[] = [];
  yield { type: "start", at: new Date().toISOString(), scopes };
  for await (const sources of request.format === "ndjson" ? asTheyArrive(lists, now, signal) : together(lists, now, signal)) {
    const found = await finishInSlices(findingRows(sources, scopesSearch(request)), signal);
    const lines = linesOf(found.filter(isAsked(request)));
    given.push(...lines);
    yield* lines;
  }
  const endings = await Promise.all(scopes.map((scope) => ending(scope, lists, given)));
  yield* endings;
  const complete = endings.every(({ type }) => type === "done");
  yield { type: "end", complete, truncated: false, rows: rowsIn(given) };
};

const NOTHING: FindingSources = { fleet: null, fastLaunch: null, imports: null, licenses: null };

/** Sources of findings, each part as soon as its lists are read. */
function asTheyArrive(lists: FindingLists, now: number, signal: AbortSignal): AsyncGenerator<FindingSources> {
  const parts = [
    async () => ({ ...NOTHING, licenses: await lists.licenses }),
    async () => ({ ...NOTHING, imports: await lists.imports }),
    async () => ({ ...NOTHING, fastLaunch: { fastLaunch: await lists.fastLaunch, images: await lists.images } }),
    async () => ({ ...NOTHING, fleet: await fleetOf(lists, now, signal) }),
  ];
  const once = (part: () => Promise<FindingSources>) =>
    async function* () {
      yield await part();
    };
  return interleave(parts.map(once), parts.length, signal);
}

/** All of it at once. */
async function* together(lists: FindingLists, now: number, signal: AbortSignal): AsyncGenerator<FindingSources> {
  const fleet = await fleetOf(lists, now, signal);
  const fastLaunch = { fastLaunch: await lists.fastLaunch, images: fleet.images };
  yield { fleet, fastLaunch, imports: await lists.imports, licenses: await lists.licenses };
}

const HOUR_MS = 3_600_000;

async function fleetOf(lists: FindingLists, now: number, signal: AbortSignal): Promise<FleetKnowledge> {
  const [images, entries, references, launchPermissions, organization] = await Promise.all([
    lists.images,
    lists.entries,
    lists.references,
    lists.launchPermissions,
    lists.organization,
  ]);
  const sources = { images, reports: null, entries, references, launchPermissions };
  const evidences = await finishInSlices(fleetEvidence(sources), signal);
  const moment = { now, maxReadingMs: readConfig(process.env).verdictMaxHours * HOUR_MS };
  return { images, evidences, moment, organization };
}

/** In their order, a line as long as they are of one scope. Findings about several scopes are of none. */
function linesOf(found: readonly Finding[]): Line[] {
  const runs: [Finding, ...Finding[]][] = [];
  for (const finding of found) {
    const run = runs.at(-1);
    if (run !== undefined && keyOf(run[0]) === keyOf(finding)) run.push(finding);
    else runs.push([finding]);
  }
  return runs.map((run) => ({ type: "rows", scope: run[0].scope, page: new RowPage(run) }));
}

const keyOf = ({ scope }: Pick<Line, "scope">): string | null => (scope === null ? null : scopeKey(scope));

type Line = Extract<ReadEvent<Finding>, { type: "rows" }>;

const rowsIn = (lines: readonly Line[]): number => lines.reduce((sum, { page }) => sum + page.count, 0);

/** Last line of a scope: failed if any of the lists failed. */
async function ending(scope: Scope, { organization: _, ...lists }: FindingLists, given: readonly Line[]) {
  const all = await Promise.all(Object.values(lists));
  const error = listFailure(all, await lists.entries, scope);
  if (error !== null) return { type: "failed", scope, error, readAt: null } as const;
  const readAt = oldestReading(all, scope) ?? new Date().toISOString();
  const source: Source = all.some((list) => list.source === "store") ? "store" : "aws";
  const own = given.filter((line) => keyOf(line) === scopeKey(scope));
  return { type: "done", scope, pages: own.length, rows: rowsIn(own), nextToken: null, readAt, source } as const;
}

/** Which scopes were chosen, as the links have it. */
function scopesSearch({ accounts, regions }: ReadRequest): string {
  const chosen = [...accounts.map((account) => ["account", account]), ...regions.map((region) => ["region", region])];
  return chosen.length === 0 ? "" : `?${new URLSearchParams(chosen)}`;
}

function isAsked({ ids }: ReadRequest): (finding: Finding) => boolean {
  const { severity, code } = ids;
  return (finding) => severity?.includes(finding.severity) !== false && code?.includes(finding.code) !== false;
}
