import { formatCount, formatNumber } from "@/lib/core/format";
import { utcDay, utcMinute } from "@/lib/core/utc-time";
import type { AccountImage, AccountUsage } from "./account-usage";
import { NEEDED_TYPES } from "./report-selection";
import { lagSentence, typeWords } from "./words";

/** A plain text for an account’s owner: which images, how many, deprecated since when, counted when, and what to do. The same input gives the same text. */
export function ownerMessage(usage: AccountUsage, name: string | null): string {
  const { account, images, unknown, isWhole, oldestCount } = usage;
  const whose = name === null ? `account ${account}` : `account ${name} (${account})`;
  const deprecated = images.filter(({ deprecation }) => deprecation === "deprecated");
  const planned = images.filter(({ deprecation }) => deprecation === "deprecation planned");
  const others = images.filter(({ deprecation }) => deprecation === null);
  const paragraphs = [
    "Hello,",
    images.length === 0
      ? noneSeen(usage, whose)
      : `${whose} uses ${formatCount(images.length, ["image", "images"])} that we share with you${
          oldestCount === null ? "" : `, as counted by AWS at ${utcMinute(oldestCount)} or later`
        }.`,
    listed("These are deprecated. Please move to a newer image before we remove them:", deprecated),
    listed("These will be deprecated. Please plan to move to a newer image:", planned),
    listed("These need no action:", others),
    unknown.length === 0 ? null : `We do not know whether you use ${formatCount(unknown.length, ["other image", "other images"])}.`,
    isWhole ? null : "Not all of our images could be read: you may use more of them.",
    images.length === 0 ? null : `${lagSentence(null)} Counts are of resources that name the image, in any state.`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join("\n\n")}\n`;
}

function noneSeen({ isWhole, unknown, asOf }: AccountUsage, whose: string): string {
  if (!isWhole || unknown.length > 0) return `we do not know whether ${whose} uses images that we share.`;
  const since = asOf === null ? "" : `, by reports of ${utcMinute(asOf)} or later`;
  return `as far as AWS has counted${since}, ${whose} uses none of the images that we share.`;
}

function listed(heading: string, images: readonly AccountImage[]): string | null {
  return images.length === 0 ? null : [heading, ...images.map(line)].join("\n");
}

function line(image: AccountImage): string {
  const { scope, imageId, name, deprecation, deprecationTime, byType } = image;
  const counts = Object.entries(byType)
    .map(([type, count]) =>
      count === null ? `${typeWords(type, 2)} (how many is not known)` : `${formatNumber(count)} ${typeWords(type, count)}`,
    )
    .join(", ");
  const day =
    deprecation === null || deprecationTime === null
      ? ""
      : `; ${deprecation} ${deprecation === "deprecated" ? "since" : "for"} ${utcDay(deprecationTime)}`;
  return `- ${imageId}${name === null ? "" : ` ${name}`} in ${scope.region}: ${counts}${day}${mayBeMore(image)}`;
}

/** ` (launch templates are not known)`. */
function mayBeMore({ byType, whyNotZero }: AccountImage): string {
  const types = NEEDED_TYPES.filter((type) => !Object.hasOwn(byType, type) && whyNotZero(type) !== null);
  return types.length === 0 ? "" : ` (there may be more: ${types.map((type) => typeWords(type, 2)).join(" and ")} were not counted)`;
}
