import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { vi } from "vitest";
import type { RowEvent, ScopeError } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Reading } from "@/lib/dataset/reading";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { rowsKey, rowsQuery } from "./rows-query";

type Event = RowEvent<FastLaunchImage>;
type Images = Reading<FastLaunchImage>;

/** What one scope answers: the images that arrive, and how it ends. */
export interface Answer {
  scope: Scope;
  images: string[];
  failed?: true;
}

export const ohio: Scope = { account: "111122223333", region: "us-east-2" };
export const paris: Scope = { account: "111122223333", region: "eu-west-3" };
export const tokyo: Scope = { account: "444455556666", region: "ap-northeast-1" };

/** A reading of the route from its start to its end. */
export function reading(readAt: string, ...answers: Answer[]): Event[] {
  const rows = answers.flatMap(({ scope, images }): Event[] => [{ type: "rows", scope, rows: images.map(image) }]);
  const ends = answers.map(
    ({ scope, images, failed }): Event =>
      failed
        ? { type: "failed", scope, error: denied(readAt), readAt: null }
        : { type: "done", scope, pages: 1, rows: images.length, nextToken: null, readAt, source: "aws" },
  );
  const count = answers.reduce((sum, { images }) => sum + images.length, 0);
  const complete = answers.every(({ failed }) => failed === undefined);
  return [
    { type: "start", at: readAt, scopes: answers.map(({ scope }) => scope) },
    ...rows,
    ...ends,
    { type: "end", complete, truncated: false, rows: count },
  ];
}

/** A failure that can be told from that of another reading. */
export const denied = (requestId: string): ScopeError => ({
  kind: "denied",
  code: "Denied",
  message: "not authorized",
  requestId,
  httpStatus: 403,
});

/** The route, which answers with what is queued, and the addresses that it was asked for. */
export function route() {
  const queued: (() => Promise<Response>)[] = [];
  const asked: { url: string; signal: AbortSignal }[] = [];
  vi.stubGlobal("fetch", (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push({ url, signal });
    return queued.shift()?.() ?? Promise.reject(new TypeError("Failed to fetch"));
  });
  return {
    asked,
    answer: (events: readonly Event[]) => queued.push(async () => new Response(lines(events))),
    refuse: () => queued.push(async () => new Response(null, { status: 503 })),
    break: () => queued.push(() => Promise.reject(new TypeError("Failed to fetch"))),
    /** A stream that is written by hand. */
    stream: () => {
      const pipe = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 100 });
      const writer = pipe.writable.getWriter();
      queued.push(async () => new Response(pipe.readable));
      return {
        send: (...events: Event[]) => writer.write(new TextEncoder().encode(lines(events))),
        close: () => writer.close(),
        fail: () => writer.abort(new TypeError("terminated")),
      };
    },
  };
}

const lines = (events: readonly Event[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");

/** A page that shows the images. */
export function open(search = "") {
  const client = new QueryClient();
  const seen: Images[] = [];
  const observer = new QueryObserver(client, rowsQuery<FastLaunchImage>(fastLaunchImages, search));
  const comeBack = () =>
    observer.subscribe(({ data }) => {
      if (data !== undefined && data !== seen.at(-1)) seen.push(data);
    });
  const leave = comeBack();
  return {
    client,
    seen,
    leave,
    comeBack,
    state: () => client.getQueryState<Images>(rowsKey(fastLaunchImages, search)),
    settled: async () => {
      await vi.waitFor(() => {
        if (client.isFetching() > 0 || observer.getCurrentResult().isFetching) throw new Error("It still reads.");
      });
      return client.getQueryData<Images>(rowsKey(fastLaunchImages, search));
    },
  };
}

/** The images of a set by their scope, in order. */
export function images(set: Images | undefined): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { scope, imageId } of set?.table.rows(Array(set.length).keys()) ?? []) {
    const ofScope = found[scopeKey(scope)] ?? [];
    found[scopeKey(scope)] = ofScope;
    ofScope.push(imageId ?? "");
  }
  return found;
}

export function image(imageId: string): FastLaunchImage {
  return {
    imageId,
    resourceType: null,
    snapshotConfiguration: null,
    launchTemplate: null,
    maxParallelLaunches: null,
    ownerId: null,
    state: null,
    stateTransitionReason: null,
    stateTransitionTime: null,
  };
}
