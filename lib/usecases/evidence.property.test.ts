import fc from "fast-check";
import { expect, it } from "vitest";
import { scopeKey } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { accountUsage } from "@/lib/domain/images/account-usage";
import { fleetEvidence } from "@/lib/domain/images/evidence";
import { imageUsage } from "@/lib/domain/images/image-usage";
import { ownerMessage } from "@/lib/domain/images/owner-message";
import { usageMatrix } from "@/lib/domain/images/usage-matrix";
import { type ListName, type Moments, Readings, type Turn } from "./evidence-readings.test-support";
import { ACCOUNTS, cellKey, type Happening, IMAGE_IDS, type MadeReport, type Truth, TYPES, World } from "./evidence-world.test-support";
import { imageVerdictRows } from "./image-verdicts";

const BEGAN = Date.now();
const DAY_MS = 86_400_000;

const number = fc.nat(5);
const anyAccounts = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly string[]>([]) },
  fc.constantFrom(...ACCOUNTS).map((one) => [one]),
);
const anyTypes = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly string[]>(TYPES) },
  fc.constantFrom(...TYPES).map((one) => [one]),
);
const account = fc.constantFrom(...ACCOUNTS);
const type = fc.constantFrom(...TYPES);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("make-report" as const), image: number, accounts: anyAccounts, types: anyTypes }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("finish-report" as const), report: number }) },
  fc.record({ kind: fc.constant("fail-report" as const), report: number }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("delete-report" as const), report: fc.nat(16) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("use" as const), image: number, account, type, count: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom("refer" as const, "stop-referring" as const), image: number, resource: fc.nat(1) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("own" as const, "disown" as const), image: number }) },
  fc.record({ kind: fc.constant("wait" as const), hours: fc.constantFrom(1, 30, 200, 800) }),
);
const turn: fc.Arbitrary<Turn> = fc.record({
  delay: fc.nat(3),
  happenings: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(happening, { maxLength: 3 })),
  fault: fc.oneof(
    { weight: 20, arbitrary: fc.constant("none" as const) },
    fc.constantFrom("throttled" as const, "unknown id" as const, "repeats an item" as const),
  ),
});
const step = fc.record({
  list: fc.constantFrom<ListName>("entries", "entries", "images", "reports", "references"),
  isRetry: fc.boolean(),
});
/** Every list once, in any order, and some of them again. */
const steps = fc
  .tuple(fc.shuffledSubarray<ListName>(["images", "reports", "entries", "references"], { minLength: 3 }), fc.array(step, { maxLength: 3 }))
  .map(([first, again]) => [...first.map((list) => ({ list, isRetry: false })), ...again]);

/** A complete report of each image that was made before anything is read. */
const REPORTED: readonly Happening[] = IMAGE_IDS.flatMap((_, image): Happening[] => [
  { kind: "make-report", image, accounts: [], types: TYPES },
  { kind: "finish-report", report: 0 },
]);

const NO_CROWD: readonly Happening[] = [];
const CROWDED: readonly Happening[] = [{ kind: "crowd" }];

const NO_REFERENCES: readonly Happening[] = [];
const REFERRED: readonly Happening[] = [0, 1].map((image) => ({ kind: "refer", image, resource: 0 }));

interface Story {
  past: readonly Happening[];
  listsNewestFirst: boolean;
  turns: Turn[];
  steps: readonly { list: ListName; isRetry: boolean }[];
  pageSize: number;
}

const story: fc.Arbitrary<Story> = fc.record({
  past: fc
    .tuple(
      fc.array(happening, { maxLength: 8 }),
      fc.oneof({ weight: 4, arbitrary: fc.constant(NO_CROWD) }, fc.constant(CROWDED)),
      fc.constantFrom(REPORTED, []),
      fc.oneof({ weight: 2, arbitrary: fc.constant(NO_REFERENCES) }, fc.constant(REFERRED)),
      fc.array(happening, { maxLength: 4 }),
    )
    .map((parts) => parts.flat()),
  listsNewestFirst: fc.boolean(),
  turns: fc.array(turn, { maxLength: 40 }),
  steps,
  pageSize: fc.constantFrom(1, 2, 3, 100),
});

/** What was said, to see that the stories are not all of one kind. */
const said = { "in-use": 0, "no-use-seen": 0, unknown: 0, "uses none": 0, zero: 0 };
let serial = 0;

it("says nothing of an image that AWS contradicts, whatever happens while its lists are read", async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ past, listsNewestFirst, turns, steps, pageSize }) => {
      serial += 1;
      const scope = { account: String(serial).padStart(12, "0"), region: "us-east-2" };
      const world = new World(BEGAN, listsNewestFirst);
      for (const each of past) {
        world.happen(each);
        world.now += 60_000;
      }
      const readings = new Readings(world, scope, [...turns], pageSize);
      for (const { list, isRetry } of steps) await readings.read(list, isRetry);
      expect(contradictions(readings, world, scopeKey(scope))).toEqual([]);
    }),
    { numRuns: 400, seed: 12 },
  );

  expect(Math.min(...Object.values(said))).toBeGreaterThan(20);
});

/** Every statement that the world does not bear out. */
function contradictions({ sources, moments }: Readings, world: World, key: string): string[] {
  const evidences = finish(fleetEvidence(sources));
  const moment = { now: world.now, maxReadingMs: DAY_MS };
  const listing = momentsOf(moments, sources.entries?.set.proofs[key]);
  const referring = momentsOf(moments, sources.references?.set.proofs[key]);
  const wrong: string[] = [];
  const claim = (text: string, isTrue: boolean): void => {
    if (!isTrue) wrong.push(text);
  };

  for (const { imageId, verdict, uses } of finish(imageVerdictRows(sources, moment))) {
    said[verdict] += 1;
    for (const { reportId, accountId, resourceType, count } of uses) {
      const report = world.everMade.get(reportId ?? "");
      if (reportId === null) continue;
      claim(`${reportId} counted ${count}`, report?.counts.get(cellKey(accountId ?? "", resourceType ?? "")) === count);
      const decided = countIn(listing, imageId, accountId ?? "", resourceType ?? "");
      claim(`${accountId} uses ${imageId} by its newest report`, decided === null || decided === count);
    }
    if (verdict !== "no-use-seen") continue;
    const [newest] = newestFirst(stable(listing, imageId));
    claim(`no use of ${imageId} is seen by a reading of reports`, listing !== null && referring !== null);
    claim(`no use of ${imageId} is seen while none is pending or failed`, newest === undefined || newest.state === "available");
    for (const user of ACCOUNTS)
      for (const each of TYPES) claim(`${user} has no ${each} of ${imageId}`, countIn(listing, imageId, user, each) === 0);
    const throughout = [...(referring?.before.references ?? [])].filter((one) => referring?.after.references.has(one));
    claim(`${imageId} has no own references`, !throughout.some((one) => one.startsWith(`${imageId}/`)));
  }

  const matrix = finish(usageMatrix(evidences, moment.now, ACCOUNTS));
  for (const [row, { imageId }] of matrix.images.entries()) {
    for (const [column, user] of matrix.accounts.entries()) {
      for (const each of TYPES) {
        const cell = matrix.cell(row, column, each);
        if (cell.state !== "known") continue;
        if (cell.value === 0) said.zero += 1;
        if (cell.value === 0) claim(`${user} has 0 ${each} of ${imageId}`, (countIn(listing, imageId, user ?? "", each) ?? 0) === 0);
      }
    }
  }

  for (const evidence of evidences) {
    const { instances } = imageUsage(evidence, moment.now);
    if (instances.state !== "known" || instances.atLeast !== undefined) continue;
    const counts = ACCOUNTS.map((user) => countIn(listing, evidence.imageId, user, TYPES[0]));
    if (counts.some((count) => count === null)) continue;
    const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    claim(`${evidence.imageId} has ${instances.value} instances, not ${sum}`, instances.value === sum);
  }

  const isWhole = [sources.images, sources.entries].every((list) => list?.set.end?.complete === true && list.set.failures.length === 0);
  for (const user of ACCOUNTS) {
    const message = ownerMessage(finish(accountUsage({ evidences, isWhole }, user, moment)), null);
    if (!message.includes("uses none")) continue;
    said["uses none"] += 1;
    for (const imageId of IMAGE_IDS) {
      for (const each of TYPES)
        claim(`${user} uses none, no ${each} of ${imageId} either`, (countIn(listing, imageId, user, each) ?? 0) === 0);
    }
  }
  return wrong;
}

const momentsOf = (moments: WeakMap<object, Moments>, proof: unknown): Moments | null =>
  typeof proof === "object" && proof !== null ? (moments.get(proof) ?? null) : null;

/** Reports on an image, unless one of them changed while they were listed: then either state is true. */
function stable(listing: Moments | null, imageId: string): readonly MadeReport[] {
  const of = ({ reports }: Truth): MadeReport[] => reports.filter((report) => report.imageId === imageId);
  if (listing === null) return [];
  const [before, after] = [of(listing.before), of(listing.after)];
  const isSame =
    JSON.stringify(before.map(({ reportId, state }) => [reportId, state])) ===
    JSON.stringify(after.map(({ reportId, state }) => [reportId, state]));
  return isSame ? after : [];
}

const newestFirst = (reports: readonly MadeReport[]): MadeReport[] => reports.toSorted((a, b) => b.createdAt - a.createdAt);

/** What AWS counted in a cell, by the newest available report that covers it; null where none does. */
function countIn(listing: Moments | null, imageId: string, account: string, type: string): number | null {
  const report = newestFirst(stable(listing, imageId)).find(
    ({ state, accounts, types }) => state === "available" && types.includes(type) && (accounts.length === 0 || accounts.includes(account)),
  );
  return report === undefined ? null : (report.counts.get(cellKey(account, type)) ?? 0);
}
