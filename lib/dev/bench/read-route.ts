import { get } from "node:http";
import { createGunzip } from "node:zlib";
import { COLUMNAR_TYPE } from "@/lib/core/columnar";

/** What a client of a rows route saw. Times are from the request, in milliseconds. */
export interface MeasuredReading {
  rows: number;
  firstRowsMs: number;
  wallMs: number;
  /** Compressed, as sent. */
  bytes: number;
}

/** Reads a rows route as our pages do, as columns and compressed, and checks that the last line says that all arrived. */
export function readRoute(url: string): Promise<MeasuredReading> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { headers: { Accept: COLUMNAR_TYPE, "Accept-Encoding": "gzip" } }, (response) => {
      let bytes = 0;
      let firstRowsMs = 0;
      let tail = "";
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      const text = response.pipe(createGunzip()).setEncoding("utf8");
      text.on("data", (chunk: string) => {
        if (firstRowsMs === 0 && (tail + chunk).includes('"type":"rows"')) firstRowsMs = performance.now() - start;
        tail = (tail + chunk).slice(-200);
      });
      text.on("end", () => {
        const end: unknown = JSON.parse(tail.trim().split("\n").at(-1) ?? "null");
        if (!isEnd(end) || !end.complete) reject(new Error(`The reading was not complete: ${JSON.stringify(end)}`));
        else resolve({ rows: end.rows, firstRowsMs, wallMs: performance.now() - start, bytes });
      });
      text.on("error", reject);
    }).on("error", reject);
  });
}

function isEnd(line: unknown): line is { complete: boolean; rows: number } {
  return typeof line === "object" && line !== null && "rows" in line && "complete" in line;
}
