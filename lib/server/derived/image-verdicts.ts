import "server-only";
import { RowPage } from "@/lib/aws/listing/row-page";
import { imageReferencesReader } from "@/lib/aws/operations/image-references";
import { imageUsageReportEntriesReader } from "@/lib/aws/operations/image-usage-report-entries";
import { imagesReader } from "@/lib/aws/operations/images";
import { ScopeFailed } from "@/lib/aws/sdk/aws-errors";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Source } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { finishInSlices } from "@/lib/core/slices";
import { imageReferences } from "@/lib/resources/image-references";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import type { ImageVerdict } from "@/lib/resources/image-verdicts";
import { images } from "@/lib/resources/images";
import { readConfig } from "@/lib/server/config/config";
import type { OpenScope } from "@/lib/server/http/rows-route";
import { imageVerdictRows } from "@/lib/usecases/image-verdicts";
import { collectRows, listFailure, momentOf, oldestReading } from "./collect-rows";

const HOUR_MS = 3_600_000;
const PAGE_ROWS = 500;

/**
 * The verdicts of one scope, by the use case that the pages have. A row says itself what evidence is missing; where one of
 * the lists failed there may be images that nobody knows of, so the scope then ends as failed, behind its rows.
 */
export const openImageVerdicts: OpenScope<ImageVerdict> = (scope, request) => {
  let readAt = new Date().toISOString();
  let source: Source = "aws";
  return {
    readAt: () => readAt,
    source: () => source,
    async *follow(signal) {
      const lists = await readLists(scope, request, signal);
      readAt = oldestReading(Object.values(lists), scope) ?? readAt;
      if (Object.values(lists).some((list) => list.source === "store")) source = "store";
      const moment = { now: momentOf(request), maxReadingMs: readConfig(process.env).verdictMaxHours * HOUR_MS };
      const all = await finishInSlices(imageVerdictRows({ ...lists, reports: null, launchPermissions: null }, moment), signal);
      const rows = all.filter(isAsked(request)).map(({ scope: _, ...row }) => row);
      for (let from = 0; from < rows.length; from += PAGE_ROWS) yield new RowPage<ImageVerdict>(rows.slice(from, from + PAGE_ROWS));
      const failure = listFailure(Object.values(lists), lists.entries, scope);
      if (failure !== null) throw new ScopeFailed(failure);
    },
  };
};

async function readLists(scope: Scope, request: ReadRequest, signal: AbortSignal) {
  const scopes = [{ scope, request, refusal: null }];
  const [imageRows, entries, references] = await Promise.all([
    collectRows({ resource: images, reader: imagesReader }, scopes, request, signal),
    collectRows({ resource: imageUsageReportEntries, reader: imageUsageReportEntriesReader }, scopes, request, signal),
    collectRows({ resource: imageReferences, reader: imageReferencesReader }, scopes, request, signal),
  ]);
  return { images: imageRows, entries, references };
}

function isAsked({ ids }: ReadRequest): (row: ImageVerdict) => boolean {
  const asked = ids["image-id"];
  return asked === undefined ? () => true : ({ imageId }) => asked.includes(imageId);
}
