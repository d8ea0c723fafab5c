import "server-only";
import type { HttpResponse, OperationSchema, SchemaRef } from "@smithy/types";
import { processWide } from "@/lib/core/process-wide";

/** A body that AWS sent, before it was read. */
export interface RawAnswer {
  /** The model's schema of it. */
  schema: SchemaRef;
  text: string;
  /** The `Date` header, by AWS's clock. */
  date: string | null;
  /** Whether our own fast reader took it, rather than the SDK's. */
  isDirect: boolean;
}

type Watcher = (answer: RawAnswer) => void;

const held = processWide("answer-watcher", () => ({ watcher: null as Watcher | null }));

/** From now on shows every body that AWS sends to somebody, or to nobody any more. */
export function watchAnswers(watcher: Watcher | null): void {
  held.watcher = watcher;
}

export function showAnswer({ output: schema }: OperationSchema, { headers }: HttpResponse, text: string, isDirect = false): void {
  held.watcher?.({ schema, text, date: headers.date ?? null, isDirect });
}
