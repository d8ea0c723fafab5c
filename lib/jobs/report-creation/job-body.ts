import { z } from "zod";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { DEFAULT_VERSION_DEPTH, MOST, type NewReportJob, RESOURCE_TYPES } from "@/lib/domain/report-jobs/report-job";
import { accountId, imageId } from "@/lib/resources/parameters";

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;

/** Up to 128 and 256 characters; AWS keeps the prefix to itself (EC2 User Guide, "Tag restrictions"). */
const tag = z.strictObject({
  key: z
    .string("must be a text")
    .min(1, "must have 1 to 128 characters")
    .max(128, "must have 1 to 128 characters")
    .refine((key) => !/^aws:/i.test(key), "must not begin with aws:, which AWS keeps to itself"),
  value: z.string("must be a text").max(256, "must have at most 256 characters"),
});

const accounts = `must be a list of at most ${MOST.accountIds} account ids`;
const tags = `must be a list of at most ${MOST.tags} tags`;
const images = `must be a list of 1 to ${MOST.images} images`;
const depth = `must be a whole number from 1 to ${MOST.versionDepth}`;
const types = `must be a list of ${RESOURCE_TYPES.join(" and ")}, or of one of them`;

/** The body of `POST /api/report-requests`. */
export const reportJobSchema = z.strictObject(
  {
    requestId: z.uuid("must be a UUID"),
    images: z
      .array(
        z.strictObject(
          {
            account: z.string(`must be ${accountId.expected}`).regex(accountId.pattern, `must be ${accountId.expected}`).nullable(),
            region: z.string("must be a region such as us-east-1").regex(REGION, "must be a region such as us-east-1"),
            imageId: z.string(`must be ${imageId.expected}`).regex(imageId.pattern, `must be ${imageId.expected}`),
          },
          { error: unknownOr("must be an account, a region and an imageId") },
        ),
        images,
      )
      .min(1, images)
      .max(MOST.images, images),
    resourceTypes: z
      .array(z.enum(RESOURCE_TYPES, types), types)
      .min(1, types)
      .transform((all) => [...new Set(all)]),
    versionDepth: z.int(depth).min(1, depth).max(MOST.versionDepth, depth).default(DEFAULT_VERSION_DEPTH),
    accountIds: z
      .array(z.string(accounts).regex(accountId.pattern, `must be ${accountId.expected}`), accounts)
      .max(MOST.accountIds, accounts)
      .transform((all) => [...new Set(all)])
      .default([]),
    tags: z
      .array(tag, tags)
      .max(MOST.tags, tags)
      .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, "must have each key once")
      .default([]),
  },
  { error: unknownOr("must be a JSON object") },
);

/**
 * Checks what was sent to ask for reports. An image that is named twice is asked for once.
 *
 * @throws InvalidParameter naming the first parameter that cannot be right, `images[3].region`, and what was expected.
 */
export function parseReportJob(body: unknown): NewReportJob {
  const parsed = reportJobSchema.safeParse(body);
  if (parsed.success) {
    const byKey = new Map(parsed.data.images.map((image) => [`${image.account}/${image.region}/${image.imageId}`, image]));
    return { ...parsed.data, images: [...byKey.values()] };
  }
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const parameter = pathText([...(issue?.path ?? []), ...unknown]) || "body";
  throw new InvalidParameter(parameter, `${parameter} ${issue?.message ?? "is not what was expected"}.`);
}

function unknownOr(expected: string): (issue: { code?: string | undefined }) => string {
  return ({ code }) => (code === "unrecognized_keys" ? "is not a parameter here" : expected);
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`),
    "",
  );
