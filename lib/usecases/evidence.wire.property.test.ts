import fc from "fast-check";
import { expect, it } from "vitest";
import type { Reader } from "@/lib/aws/listing/reader";
import { imageReferencesReader } from "@/lib/aws/operations/image-references";
import { imageUsageReportEntriesReader } from "@/lib/aws/operations/image-usage-report-entries";
import { imagesReader } from "@/lib/aws/operations/images";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import { emptyRegion } from "@/lib/dev/aws-emulator/world";
import { imageReferences } from "@/lib/resources/image-references";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { images } from "@/lib/resources/images";
import type { Resource } from "@/lib/resources/resource";
import { collectRows } from "@/lib/server/derived/collect-rows";
import { parseReadRequest } from "@/lib/server/http/read-request";
import { ACCOUNT, startWorld } from "@/lib/server/http/test-support";
import { contradictions, nothingSaid } from "./evidence-claims.test-support";
import { WorldOnWire } from "./evidence-wire.test-support";
import { ACCOUNTS, type Happening, IMAGE_IDS, TYPES, World } from "./evidence-world.test-support";

const WELL = "us-east-1";
const ILL = "eu-west-3";
const DAY_MS = 86_400_000;
const stay = new AbortController().signal;

const worlds = new Map<string, WorldOnWire>();
const aws = await startWorld(
  {
    account: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`,
    regions: { [WELL]: emptyRegion(), [ILL]: emptyRegion() },
  },
  { movingPageSize: 2, onCall: (call) => worlds.get(call.region)?.call(call) },
);

const image = fc.nat(2);
const use = fc.record({
  kind: fc.constant("use" as const),
  image,
  account: fc.constantFrom(...ACCOUNTS),
  type: fc.constantFrom(...TYPES),
  count: fc.nat(1),
});
const eventIn = (list: string, at: number, happening: Happening) => ({ list, events: [[at, happening]] as const });

/** What happens before which call of which list: what may shift its pages, or change what they say. */
const disturbance = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((at) => eventIn("references", at, { kind: "stop-referring", image: 0, resource: 0 })),
  },
  fc.tuple(fc.nat(9), fc.nat(2)).map(([at, report]) => eventIn("entries", at, { kind: "delete-report", report })),
  fc.tuple(fc.nat(9), image).map(([at, one]) => eventIn("entries", at, { kind: "make-report", image: one, accounts: [], types: TYPES })),
  fc
    .tuple(fc.nat(2), fc.constantFrom("launch" as const, "disown" as const), image)
    .map(([at, kind, one]) => eventIn("images", at, { kind, image: one })),
);
const fault: fc.Arbitrary<Fault | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant("deny" as const),
    operation: fc.constantFrom("DescribeImages", "DescribeImageUsageReports", "DescribeImageUsageReportEntries", "DescribeImageReferences"),
    region: fc.constant(ILL),
    after: fc.nat(3),
  }),
);
const REPORTED: readonly Happening[] = IMAGE_IDS.flatMap((_, at): Happening[] => [
  { kind: "make-report", image: at, accounts: [], types: TYPES },
  { kind: "finish-report", report: 0 },
]);
/** Two of one image and then one of another: a page and what comes behind it. */
const REFERRED: readonly Happening[] = [
  { kind: "refer", image: 0, resource: 0 },
  { kind: "refer", image: 0, resource: 1 },
  { kind: "refer", image: 1, resource: 0 },
];

const story = fc.record({
  uses: fc.array(use, { maxLength: 2 }),
  disturbance,
  fault,
});

let serial = 0;

it("says nothing of an image that AWS contradicts, in a scope that is well and one that is not, over the wire", async () => {
  const said = nothingSaid();
  await fc.assert(
    fc.asyncProperty(story, async ({ uses, disturbance: { list, events }, fault }) => {
      serial += 1;
      aws.reset();
      if (fault !== null) aws.faults.push(fault);
      const scopes = [WELL, ILL].map((region) => ({ account: String(1_000 + serial).padStart(12, "0"), region }));
      for (const { region } of scopes) worlds.set(region, worldOf(uses));
      const begin = (which: string) => {
        if (which === list) for (const world of worlds.values()) world.expect(events);
      };
      for (const { region } of scopes) aws.world.regions[region] = worlds.get(region)?.region ?? emptyRegion();
      begin("images");
      const imageRows = await rowsOf(images, imagesReader, scopes);
      begin("references");
      const references = await rowsOf(imageReferences, imageReferencesReader, scopes);
      begin("entries");
      const entries = await rowsOf(imageUsageReportEntries, imageUsageReportEntriesReader, scopes);

      const seen = new Map(
        scopes.flatMap((scope) => {
          const world = worlds.get(scope.region);
          return world ? [[scopeKey(scope), world.seen] as const] : [];
        }),
      );
      const sources = { images: imageRows, references, entries, reports: null, launchPermissions: null };
      expect(contradictions(sources, seen, { now: Date.now(), maxReadingMs: DAY_MS }, said)).toEqual([]);
    }),
    { numRuns: 24, seed: 12 },
  );

  expect(Math.min(said["in-use"], said["no-use-seen"], said.unknown, said.zero)).toBeGreaterThan(5);
});

function worldOf(uses: readonly Happening[]): WorldOnWire {
  const world = new World(Date.now() - 3_600_000, false);
  for (const happening of [...uses, ...REPORTED, ...REFERRED]) {
    world.happen(happening);
    world.now += 60_000;
  }
  world.now = Date.now();
  return new WorldOnWire(world, ACCOUNT);
}

function rowsOf<Row extends object>(resource: Resource<Row>, reader: Reader<Row>, scopes: readonly Scope[]) {
  const request = parseReadRequest(resource, new URLSearchParams());
  return collectRows(
    { resource, reader },
    scopes.map((scope) => ({ scope, request, refusal: null })),
    request,
    stay,
  );
}
