import "server-only";
import type { ScopeReading } from "@/lib/aws/listing/read-scopes";
import { RowPage } from "@/lib/aws/listing/row-page";
import { ScopeFailed } from "@/lib/aws/sdk/aws-errors";
import { awsObserver } from "@/lib/aws/sdk/observer";
import type { ReadRequest } from "@/lib/core/read-request";
import type { ReadingStore, WholeList } from "./reading-store";

/**
 * The rows of a list as the last whole reading at or before a time (ISO 8601) had them. Of these, with ids, those that have
 * one of them in the member that the parameter names.
 */
export function openPast<Row>(store: ReadingStore | null, list: WholeList, at: string, ids: ReadRequest["ids"]): ScopeReading<Row> {
  let readAt = at;
  return {
    readAt: () => readAt,
    source: () => "store",
    async *follow(signal) {
      const kept = store === null ? null : await store.asOf<Row>(list, at);
      signal.throwIfAborted();
      if (kept === null) throw new ScopeFailed({ ...NOT_READ, message: `This list had not been read whole by ${at}, or it was not kept.` });
      awsObserver().readingAsked(list.resource.path, "store");
      ({ readAt } = kept);
      const isAsked = askedBy<Row>(ids);
      for await (const page of kept.pages()) {
        signal.throwIfAborted();
        yield isAsked === null ? page : new RowPage((await page.rows()).filter(isAsked));
      }
      return isAsked === null ? kept.proof : undefined;
    },
  };
}

const NOT_READ = { kind: "missing", code: "NotReadByThen", requestId: null, httpStatus: null } as const;

function askedBy<Row>(ids: ReadRequest["ids"]): ((row: Row) => boolean) | null {
  const members = Object.entries(ids).map(([parameter, values]) => ({ member: memberOf(parameter), values: new Set<unknown>(values) }));
  if (members.length === 0) return null;
  return (row) => members.every(({ member, values }) => values.has((row as Readonly<Record<string, unknown>>)[member]));
}

/** `imageId` of `image-id`. */
const memberOf = (parameter: string): string => parameter.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
