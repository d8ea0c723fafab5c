import { IMAGE_FINDING_CODES, type ImageFindingCode } from "@/lib/resources/findings";
import { type FindingFact, several } from "./finding-fact";
import { type ImageFacts, imageFindingCodes, mayBeFound } from "./image-facts";

/** Findings about images, one fact a code. `isWhole`: every image was read. `now` is the server's time in milliseconds. */
export function imageFindings(images: readonly ImageFacts[], isWhole: boolean, now: number): FindingFact[] {
  const byCode = new Map<ImageFindingCode, ImageFacts[]>(IMAGE_FINDING_CODES.map((code) => [code, []]));
  const scopesOfId = new Map<string, number>();
  for (const facts of images) {
    for (const code of imageFindingCodes(facts.condition, now)) byCode.get(code)?.push(facts);
    const { imageId } = facts.verdict;
    scopesOfId.set(imageId, (scopesOfId.get(imageId) ?? 0) + 1);
  }
  return [...byCode].flatMap(([code, rows]): FindingFact[] => {
    const found = several(longestDeprecatedFirst(rows));
    if (found === null) return [];
    const [first] = found;
    const isIdElsewhere = (scopesOfId.get(first.verdict.imageId) ?? 0) > 1;
    const atLeast = !isWhole || images.some(({ condition }) => mayBeFound(code, condition));
    const all: FindingFact = { code, images: found, isIdElsewhere, atLeast };
    // The one that has been waited for the longest is named beside the number of all.
    return code === "deprecated-in-use" && found.length > 1 ? [{ ...all, images: [first] }, all] : [all];
  });
}

const longestDeprecatedFirst = (images: readonly ImageFacts[]): ImageFacts[] =>
  images.toSorted((a, b) => deprecationTime(a) - deprecationTime(b) || 0);

const deprecationTime = ({ image }: ImageFacts): number => (image?.deprecationTime == null ? Infinity : Date.parse(image.deprecationTime));
