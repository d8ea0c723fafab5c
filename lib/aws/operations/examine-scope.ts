import "server-only";
import { answerShape, type ShapeDifference } from "@/lib/aws/sdk/answer-shape";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { countingCalls } from "@/lib/aws/sdk/call-counts";
import { type RawAnswer, watchAnswers } from "@/lib/aws/sdk/watch-answers";
import { type ReadRequest, WHOLE_LIST } from "@/lib/core/read-request";
import type { FailureKind } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { AWS_RESOURCES, type AwsPath, type AwsResource } from "@/lib/resources/aws-resources";
import { AWS_OPERATIONS } from "./aws-operations";

/** How one small reading of a resource went. */
export interface Examined {
  path: AwsPath;
  /** `skipped`: AWS answers it only for a thing of which there is none. */
  outcome: "read" | "skipped" | FailureKind;
  /** AWS's code, and for an answer that cannot be read why. Never AWS's own message, which may name an account. */
  code: string | null;
  unreadable: string | null;
  rows: number;
  calls: number;
  throttles: number;
  pageSize: number | null;
  /** Which reader took the last page, or null where none came. */
  reader: "fast" | "SDK" | null;
  shape: ShapeDifference | null;
  /** This machine's clock less AWS's, milliseconds. Null where AWS did not say. */
  skewMs: number | null;
}

/** Where AWS wants an id, that of the first row of another list. */
const IDS: Readonly<Record<string, { of: AwsPath; member: string }>> = {
  "image-id": { of: "/images", member: "imageId" },
  "license-configuration-arn": { of: "/license-configurations", member: "licenseConfigurationArn" },
};

const SMALL: ReadRequest = { ...WHOLE_LIST, maxItems: 1, refresh: true };

/** Reads a little of every resource in a scope, one after the other: as much as AWS gives in its smallest page. */
export async function* examineScope(scope: Scope, signal: AbortSignal): AsyncGenerator<Examined> {
  const first = new Map<AwsPath, Record<string, unknown>>();
  for (const resource of AWS_RESOURCES) {
    const ids = idsFor(resource, first);
    if (ids === null) {
      yield { ...UNASKED, path: resource.path, outcome: "skipped" };
      continue;
    }
    const { examined, row } = await examine(resource, scope, { ...SMALL, maxItems: resource.minPageSize ?? 1, ids }, signal);
    if (row !== null) first.set(resource.path, row);
    yield examined;
  }
}

function idsFor({ oneListing }: AwsResource, first: ReadonlyMap<AwsPath, Record<string, unknown>>): ReadRequest["ids"] | null {
  const needed = oneListing && IDS[oneListing.parameter];
  if (!needed) return {};
  const id = first.get(needed.of)?.[needed.member];
  return typeof id === "string" ? { [oneListing.parameter]: [id] } : null;
}

const UNASKED = {
  code: null,
  unreadable: null,
  rows: 0,
  calls: 0,
  throttles: 0,
  pageSize: null,
  reader: null,
  shape: null,
  skewMs: null,
} as const;

async function examine({ path }: AwsResource, scope: Scope, request: ReadRequest, signal: AbortSignal) {
  const answers: RawAnswer[] = [];
  const skews: number[] = [];
  const counts = { calls: {}, attempts: 0, throttles: 0 };
  const rows: Record<string, unknown>[] = [];
  const read = async (): Promise<Pick<Examined, "outcome" | "code" | "unreadable">> => {
    try {
      for await (const page of AWS_OPERATIONS[path].reader.read(scope, request, signal)) {
        for (const row of await page.rows()) rows.push({ ...Object(row) });
      }
      return { outcome: "read", code: null, unreadable: null };
    } catch (error) {
      signal.throwIfAborted();
      const { kind, code, message } = toScopeError(error);
      return { outcome: kind, code, unreadable: code === "UnreadableAnswer" ? message : null };
    }
  };
  watchAnswers((answer) => {
    answers.push(answer);
    if (answer.date !== null) skews.push(Date.now() - Date.parse(answer.date));
  });
  const result = await countingCalls(counts, read);
  watchAnswers(null);
  const last = answers.at(-1);
  const examined: Examined = {
    path,
    ...result,
    rows: rows.length,
    calls: Object.values<number>(counts.calls).reduce((sum, calls) => sum + calls, 0),
    throttles: counts.throttles,
    pageSize: request.maxItems,
    reader: last === undefined ? null : last.isDirect ? "fast" : "SDK",
    shape: last === undefined || result.outcome !== "read" ? null : answerShape(last),
    skewMs: skews.at(-1) ?? null,
  };
  return { examined, row: rows[0] ?? null };
}
