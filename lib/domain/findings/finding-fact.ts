import type { Scoped } from "@/lib/core/scope";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import type { FindingCode, ImageFindingCode } from "@/lib/resources/findings";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { ImageFacts } from "./image-facts";

/** Rows that one sentence speaks of. */
export type Several<Row> = readonly [Row, ...Row[]];

/** A finding as coded facts; `words.ts` makes the sentence. With `atLeast` there may be more rows than were read. */
export type FindingFact =
  | { code: LicenseCode; configuration: Scoped<LicenseConfiguration> }
  | { code: FastLaunchCode; images: Several<Scoped<FastLaunchImage>>; reason: string | null; name: string | null; atLeast: boolean }
  | { code: "import-failed"; tasks: Several<Scoped<ImportImageTask>>; reason: string; atLeast: boolean }
  /** `isIdElsewhere`: the id of the only image is known in another scope, too. */
  | { code: ImageFindingCode; images: Several<ImageFacts>; isIdElsewhere: boolean; atLeast: boolean };

export type LicenseCode = Extract<FindingCode, `license-${string}`>;
export type FastLaunchCode = Extract<FindingCode, `fast-launch-${string}`>;

/** Null where there are none: nothing is said of no rows. */
export const several = <Row>([first, ...others]: readonly Row[]): Several<Row> | null => (first === undefined ? null : [first, ...others]);
