import { knownValue } from "@/lib/core/known";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import type { LiveReading } from "@/lib/dataset/reading";
import { isComplete } from "@/lib/dataset/reading";
import { fastLaunchFindings } from "@/lib/domain/findings/fast-launch-findings";
import type { FindingFact } from "@/lib/domain/findings/finding-fact";
import { type ImageFacts, imageFacts } from "@/lib/domain/findings/image-facts";
import { imageFindings } from "@/lib/domain/findings/image-findings";
import { importFindings } from "@/lib/domain/findings/import-findings";
import { licenseFindings } from "@/lib/domain/findings/license-findings";
import { worstFirst } from "@/lib/domain/findings/worst-first";
import { grantSummary } from "@/lib/domain/images/grants";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import { Expansion, type Organization } from "@/lib/domain/images/organization";
import { usageCells } from "@/lib/domain/images/usage-cells";
import { toImageVerdict } from "@/lib/domain/images/verdict";
import { rowsListedOnce } from "@/lib/domain/licenses/listed-once";
import type { FastLaunchImage } from "@/lib/resources/fast-launch-images";
import type { Finding } from "@/lib/resources/findings";
import type { Image } from "@/lib/resources/images";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";

/** Evidence of all images. None of it may still be loading. */
export interface FleetKnowledge {
  images: LiveReading<Image>;
  /** One for every image that a list names. */
  evidences: readonly ImageEvidence[];
  moment: Moment;
  organization: Organization;
}

/** Everything that findings follow from. Null is a list that is still on its way: nothing is said of it. */
export interface FindingSources {
  fleet: FleetKnowledge | null;
  /** Their names are those of the images. */
  fastLaunch: { fastLaunch: LiveReading<FastLaunchImage>; images: LiveReading<Image> } | null;
  imports: LiveReading<ImportImageTask> | null;
  licenses: LiveReading<LicenseConfiguration> | null;
}

/** What needs attention, worst first. `scopes`: those that were chosen, as a query (`?region=us-east-1`). */
export function* findingRows({ fleet, fastLaunch, imports, licenses }: FindingSources, scopes: string): Sliced<Finding[]> {
  const facts: FindingFact[] = [];
  if (licenses !== null) facts.push(...licenseFindings(yield* rowsListedOnce(licenses.set.table, licenses.set.length)));
  if (imports !== null) facts.push(...importFindings(rowsOf(imports), isComplete(imports.set)));
  if (fastLaunch !== null) facts.push(...aboutFastLaunch(fastLaunch));
  if (fleet !== null) facts.push(...(yield* aboutImages(fleet)));
  return worstFirst(facts, scopes);
}

function aboutFastLaunch({ fastLaunch, images }: NonNullable<FindingSources["fastLaunch"]>): FindingFact[] {
  const names = new Map(
    rowsOf(images).flatMap(({ scope, imageId, name }) => (name === null ? [] : [[`${scopeKey(scope)}/${imageId}`, name]])),
  );
  return fastLaunchFindings(rowsOf(fastLaunch), isComplete(fastLaunch.set), names);
}

function* aboutImages({ images, evidences, moment, organization }: FleetKnowledge): Sliced<FindingFact[]> {
  const expansion = new Expansion(organization);
  const facts: ImageFacts[] = [];
  for (const evidence of evidences) {
    const cells = usageCells(evidence, moment.now);
    const verdict = { ...toImageVerdict(evidence, moment, cells), scope: evidence.scope };
    const grants = grantSummary(evidence, cells, moment, expansion);
    facts.push(imageFacts(verdict, knownValue(evidence.image), { reports: evidence.reports, grants }, moment.now));
    yield;
  }
  return imageFindings(facts, isComplete(images.set), moment.now);
}

const rowsOf = <Row extends object>({ set }: LiveReading<Row>): Scoped<Row>[] => [...set.table.rows(Array(set.length).keys())];
