import fc from "fast-check";
import type { ListName, Turn } from "./evidence-readings.test-support";
import { ACCOUNTS, type Happening, IMAGE_IDS, TYPES } from "./evidence-world.test-support";

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
  fc.record({ kind: fc.constantFrom("launch" as const, "twin" as const), image: number }),
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

/** What happened before, what happens while lists are read, and who looks at them when. */
export interface Story {
  past: readonly Happening[];
  listsNewestFirst: boolean;
  turns: Turn[];
  steps: readonly { list: ListName; isRetry: boolean }[];
  pageSize: number;
  /** Between the readings and the time at which somebody looks at them, in hours. */
  later: number;
  /** How far the browser's clock is ahead of the server's, in days. */
  clockAhead: number;
}

const surroundings = {
  listsNewestFirst: fc.boolean(),
  later: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constantFrom(20, 30, 200, 800)),
  clockAhead: fc.constantFrom(0, 5, 40, -5, -40),
};

/** Anything goes, and much of it at once. */
export const wildStory: fc.Arbitrary<Story> = fc.record({
  ...surroundings,
  past: fc
    .tuple(
      fc.array(happening, { maxLength: 8 }),
      fc.oneof({ weight: 4, arbitrary: fc.constant(NO_CROWD) }, fc.constant(CROWDED)),
      fc.constantFrom(REPORTED, []),
      fc.oneof({ weight: 2, arbitrary: fc.constant(NO_REFERENCES) }, fc.constant(REFERRED)),
      fc.array(happening, { maxLength: 4 }),
    )
    .map((parts) => parts.flat()),
  turns: fc.array(turn, { maxLength: 40 }),
  steps,
  pageSize: fc.constantFrom(1, 2, 3, 100),
});

/** Little use, and what little happens while everything is read once: most likely to end with "no use seen". */
const use = fc.record({ kind: fc.constant("use" as const), image: number, account, type, count: fc.constant(1) });
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("delete-report" as const), report: fc.nat(16) }).map((one) => [one]) },
  fc
    .tuple(
      use,
      fc.record({ kind: fc.constant("make-report" as const), image: number, accounts: anyAccounts, types: anyTypes }),
      fc.boolean(),
    )
    .map(([used, made, isFinished]): Happening[] => [used, made, ...(isFinished ? [{ kind: "finish-report" as const, report: 0 }] : [])]),
  fc.record({ kind: fc.constant("stop-referring" as const), image: number, resource: fc.constant(0) }).map((one) => [one]),
);
/** Turns of which those at some places have something happen. */
const turnsWith = (events: readonly (readonly [number, readonly Happening[]])[]): Turn[] =>
  Array.from({ length: 46 }, (_, at): Turn => {
    return { delay: at % 3, fault: "none", happenings: events.flatMap(([when, what]) => (when === at ? what : [])) };
  });

const onceEach: Story["steps"] = (["images", "references", "entries"] as const).map((list) => ({ list, isRetry: false }));

/** Two reports of one age, of which the second shows use that the first did not. */
const twins = fc.oneof(
  { weight: 2, arbitrary: fc.constant<readonly Happening[]>([]) },
  use.map((used): readonly Happening[] => [used, { kind: "twin", image: used.image }]),
);

export const quietStory: fc.Arbitrary<Story> = fc.record({
  ...surroundings,
  past: fc
    .tuple(
      fc.oneof({ weight: 2, arbitrary: fc.constant(NO_CROWD) }, fc.constant(CROWDED)),
      fc.array(use, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(NO_REFERENCES, REFERRED),
      twins,
    )
    .map(([crowd, used, referred, twin]) => [...crowd, ...used, ...REPORTED, ...referred, ...twin]),
  turns: fc.array(fc.tuple(fc.nat(45), event), { minLength: 1, maxLength: 2 }).map(turnsWith),
  steps: fc.constant(onceEach),
  pageSize: fc.constantFrom(1, 2),
});

const USED = IMAGE_IDS.map((_, image): Happening => ({ kind: "use", image, account: ACCOUNTS[0], type: TYPES[0], count: 1 }));

type Disturbance = fc.Arbitrary<Pick<Story, "past" | "turns">>;

/** A report is made while entries are read, and another goes away while the reports are listed afterwards. */
const reportsCross: Disturbance = fc
  .tuple(fc.integer({ min: 8, max: 20 }), fc.nat(10), number, fc.nat(2))
  .map(([made, later, image, report]) => ({
    past: REPORTED,
    turns: turnsWith([
      [made, [{ kind: "make-report", image, accounts: [], types: TYPES }]],
      [made + 1 + later, [{ kind: "delete-report", report }]],
    ]),
  }));

/** A reference goes away while references are read. */
const referencesShift: Disturbance = fc
  .integer({ min: 4, max: 12 })
  .map((at) => ({ past: [...REPORTED, ...REFERRED], turns: turnsWith([[at, [{ kind: "stop-referring", image: 0, resource: 0 }]]]) }));

/** A report goes away whose entries are read together with those of another. */
const entriesShift: Disturbance = fc.tuple(fc.integer({ min: 20, max: 45 }), fc.integer({ min: 2, max: 4 })).map(([at, report]) => ({
  past: [...CROWDED, ...USED, ...REPORTED],
  turns: turnsWith([[at, [{ kind: "delete-report", report }]]]),
}));

/** AWS forgets a report for a moment while its entries are asked for. */
const forgotten: Disturbance = fc.integer({ min: 8, max: 18 }).map((at) => ({
  past: [...USED, ...REPORTED],
  turns: turnsWith([]).map((turn, place): Turn => (place === at ? { ...turn, fault: "unknown id" } : turn)),
}));

/** A report becomes available after its entries were asked for. */
const becomesAvailable: Disturbance = fc.tuple(fc.integer({ min: 8, max: 18 }), fc.nat(2)).map(([at, image]) => ({
  past: [...USED, { kind: "make-report", image, accounts: [], types: TYPES }],
  turns: turnsWith([[at, [{ kind: "finish-report", report: 0 }]]]),
}));

/** A newer report is of one account, where another uses the image by the older. */
const narrowed: Disturbance = number.map((image) => ({
  past: [
    { kind: "use", image, account: ACCOUNTS[1], type: TYPES[0], count: 1 },
    ...REPORTED,
    { kind: "make-report", image, accounts: [ACCOUNTS[0]], types: TYPES },
    { kind: "finish-report", report: 0 },
  ],
  turns: [],
}));

/** Something goes away at the moment at which a page can shift past the reader. */
export const shiftingStory: fc.Arbitrary<Story> = fc
  .tuple(
    fc.record({ ...surroundings, later: fc.constant(0), steps: fc.constant(onceEach), pageSize: fc.constant(1) }),
    fc.oneof(
      { weight: 3, arbitrary: reportsCross },
      { weight: 2, arbitrary: referencesShift },
      { weight: 2, arbitrary: entriesShift },
      forgotten,
      becomesAvailable,
      narrowed,
    ),
  )
  .map(([around, disturbance]) => ({ ...around, ...disturbance }));
