import { known } from "@/lib/core/known";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { accountUsage } from "@/lib/domain/images/account-usage";
import { type FleetSources, fleetEvidence } from "@/lib/domain/images/evidence";
import { imageGrants } from "@/lib/domain/images/grants";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { imageUsage } from "@/lib/domain/images/image-usage";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import { ownerMessage } from "@/lib/domain/images/owner-message";
import { usageMatrix } from "@/lib/domain/images/usage-matrix";
import type { Moments } from "./evidence-readings.test-support";
import { ACCOUNTS, cellKey, IMAGE_IDS, LIFE_MS, type MadeReport, type Truth, TYPES, type World } from "./evidence-world.test-support";
import { imageVerdictRows } from "./image-verdicts";

const DAY_MS = 86_400_000;

/** A scope's world now, and as it was at the moments that the readings rest on. */
export interface Seen {
  world: World;
  listing: Moments | null;
  referring: Moments | null;
  launchesBefore: Truth["launches"];
}

/** What was said, to see that the stories are not all of one kind. */
export type Said = Record<"in-use" | "no-use-seen" | "unknown" | "uses none" | "zero" | "granted, no use seen", number>;
export const nothingSaid = (): Said => ({ "in-use": 0, "no-use-seen": 0, unknown: 0, "uses none": 0, zero: 0, "granted, no use seen": 0 });

/** Every statement about any scope that its world does not bear out. */
export function contradictions(sources: FleetSources, scopes: ReadonlyMap<string, Seen>, moment: Moment, said: Said): string[] {
  const claims = new Claims(scopes, moment, said);
  const evidences = finish(fleetEvidence(sources));
  for (const row of finish(imageVerdictRows(sources, moment))) claims.verdict(row);
  claims.matrix(evidences);
  for (const evidence of evidences) claims.image(evidence);
  const isWhole = [sources.images, sources.entries].every((list) => list?.set.end?.complete === true && list.set.failures.length === 0);
  for (const user of ACCOUNTS) claims.account(evidences, isWhole, user);
  return claims.wrong;
}

class Claims {
  readonly wrong: string[] = [];

  constructor(
    private readonly scopes: ReadonlyMap<string, Seen>,
    private readonly moment: Moment,
    private readonly said: Said,
  ) {}

  verdict({ scope, imageId, verdict, uses }: ReturnType<typeof verdictRows>[number]): void {
    const seen = this.seen(scope);
    this.said[verdict] += 1;
    for (const { reportId, accountId, resourceType, count } of uses) {
      const report = seen.world.everMade.get(reportId ?? "");
      if (reportId === null) continue;
      this.claim(`${reportId} counted ${count}`, report?.counts.get(cellKey(accountId ?? "", resourceType ?? "")) === count);
      this.claim(`${reportId} has not expired`, report !== undefined && report.createdAt + LIFE_MS > seen.world.now);
      const decided = countIn(seen, imageId, accountId, resourceType);
      this.claim(`${accountId} uses ${imageId} by its newest report`, decided === null || decided === count);
    }
    if (verdict === "no-use-seen") this.noUse(seen, imageId);
  }

  private noUse(seen: Seen, imageId: string): void {
    const { listing, referring, launchesBefore, world } = seen;
    const [newest] = newestFirst(stable(seen, imageId));
    this.claim(`no use of ${imageId} is seen by a reading of reports`, listing !== null && referring !== null);
    this.claim(`no use of ${imageId} is seen while none is pending or failed`, newest === undefined || newest.state === "available");
    this.claim(`no use of ${imageId} is seen by a report of this week`, newest === undefined || world.now - newest.createdAt < 7 * DAY_MS);
    const launched = launchesBefore.get(imageId) ?? -Infinity;
    this.claim(`no use of ${imageId} is seen a day after its last launch`, newest === undefined || newest.createdAt - launched >= DAY_MS);
    for (const user of ACCOUNTS) for (const type of TYPES) this.zero(seen, imageId, user, type, "the verdict");
    const throughout = [...(referring?.before.references ?? [])].filter((one) => referring?.after.references.has(one));
    this.claim(`${imageId} has no own references`, !throughout.some((one) => one.startsWith(`${imageId}/`)));
  }

  matrix(evidences: readonly ImageEvidence[]): void {
    const matrix = finish(usageMatrix(evidences, this.moment.now, ACCOUNTS));
    for (const [row, { imageId, scope }] of matrix.images.entries()) {
      for (const [column, user] of matrix.accounts.entries()) {
        for (const type of TYPES) {
          const cell = matrix.cell(row, column, type);
          if (cell.state !== "known") continue;
          const decided = countIn(this.seen(scope), imageId, user, type);
          this.claim(`${user} has ${cell.value} ${type} of ${imageId}, not ${decided}`, decided === null || decided === cell.value);
          if (cell.value === 0) this.said.zero += 1;
        }
      }
    }
  }

  image(evidence: ImageEvidence): void {
    const seen = this.seen(evidence.scope);
    const { instances } = imageUsage(evidence, this.moment.now);
    const counts = ACCOUNTS.map((user) => countIn(seen, evidence.imageId, user, TYPES[0]));
    if (instances.state === "known" && instances.atLeast === undefined && !counts.includes(null)) {
      const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
      this.claim(`${evidence.imageId} has ${instances.value} instances, not ${sum}`, instances.value === sum);
    }
    const permissions = ACCOUNTS.map((userId) => ({ userId, group: null, organizationArn: null, organizationalUnitArn: null }));
    const grants = imageGrants({ ...evidence, launchPermissions: known(permissions) }, this.moment, known([]));
    for (const { account, use } of grants.state === "known" ? grants.value.granted : []) {
      this.claim(`the page of ${account} says of ${evidence.imageId}: ${use}`, this.foundOnPage(evidence, account) === use);
      if (use !== "no use seen") continue;
      this.said["granted, no use seen"] += 1;
      for (const type of TYPES) this.zero(seen, evidence.imageId, account, type, "a grant");
    }
  }

  private foundOnPage(evidence: ImageEvidence, user: string): string {
    const { images, unknown } = finish(accountUsage({ evidences: [evidence], isWhole: true }, user, this.moment));
    if (images.length > 0) return "in use";
    return unknown.length > 0 ? "unknown" : "no use seen";
  }

  account(evidences: readonly ImageEvidence[], isWhole: boolean, user: string): void {
    const message = ownerMessage(finish(accountUsage({ evidences, isWhole }, user, this.moment)), null);
    if (!message.includes("uses none")) return;
    this.said["uses none"] += 1;
    for (const seen of this.scopes.values())
      for (const imageId of IMAGE_IDS) for (const type of TYPES) this.zero(seen, imageId, user, type, "the text to its owner");
  }

  private zero(seen: Seen, imageId: string, user: string, type: string, where: string): void {
    this.claim(`${user} has no ${type} of ${imageId} by ${where}`, (countIn(seen, imageId, user, type) ?? 0) === 0);
  }

  private seen(scope: Scope): Seen {
    const seen = this.scopes.get(scopeKey(scope));
    if (seen === undefined) throw new Error(`Nothing was read of ${scopeKey(scope)}.`);
    return seen;
  }

  private claim(text: string, isTrue: boolean): void {
    if (!isTrue) this.wrong.push(text);
  }
}

const verdictRows = (...asked: Parameters<typeof imageVerdictRows>) => finish(imageVerdictRows(...asked));

/** Reports on an image, unless one of them changed while they were listed: then either state is true. */
function stable({ listing, world }: Seen, imageId: string): readonly MadeReport[] {
  const of = ({ reports }: Truth): MadeReport[] =>
    reports.filter((report) => report.imageId === imageId && report.createdAt + LIFE_MS > world.now);
  if (listing === null) return [];
  const [before, after] = [of(listing.before), of(listing.after)];
  const textOf = (reports: readonly MadeReport[]) => JSON.stringify(reports.map(({ reportId, state }) => [reportId, state]));
  return textOf(before) === textOf(after) ? after : [];
}

const newestFirst = (reports: readonly MadeReport[]): MadeReport[] => reports.toSorted((a, b) => b.createdAt - a.createdAt);

/** What AWS counted in a cell, by the newest available report that covers it, or the most of several of one age; null where none does. */
function countIn(seen: Seen, imageId: string, account: string | null, type: string | null): number | null {
  const covering = newestFirst(stable(seen, imageId)).filter(
    ({ state, accounts, types }) =>
      state === "available" && types.some((one) => one === type) && (accounts.length === 0 || accounts.some((one) => one === account)),
  );
  const counts = covering.filter(({ createdAt }) => createdAt === covering[0]?.createdAt).map(({ counts }) => counts);
  return counts.length === 0 ? null : Math.max(...counts.map((one) => one.get(cellKey(account ?? "", type ?? "")) ?? 0));
}
