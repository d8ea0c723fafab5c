import "server-only";
import type { RowPage } from "@/lib/aws/listing/row-page";
import type { Proof } from "@/lib/core/row-events";
import { pauses } from "@/lib/core/slices";
import type { Database } from "@/lib/store/database";
import { type Changes, type ItemVersion, PROOF_KEY, type RecordedList, recorded, recordRun } from "@/lib/store/history/record";
import { addHash, hashText, itemOf, packProof, packRows } from "./items";

/** A whole reading. `readAt`: ISO 8601. */
export interface RecordedReading {
  readAt: string;
  proof: Proof;
  pages: readonly RowPage<unknown>[];
}

/** What a reading has of an item: its hash, and where its rows are. */
interface Surveyed {
  hash: bigint;
  rows: number;
  pages: number[];
}

/** Rows of changed items that are in memory at once. */
const ROWS_AT_ONCE = 20_000;

/**
 * Records a whole reading: what changed since the one before. One that is not newer than what is recorded changes nothing.
 * It is compared by hashes, so that a reading in which nothing changed is neither packed nor written.
 */
export async function recordHistory(database: Database, list: RecordedList, reading: RecordedReading): Promise<void> {
  const itemOfRow = itemOf(list.resource);
  const items = await survey(reading.pages, itemOfRow);
  const proof = proofText(reading.proof);
  const proofHash = proof === null ? null : hashText(addHash(0n, proof));
  const rows = reading.pages.reduce((sum, { count }) => sum + count, 0);
  for (;;) {
    const before = await recorded(database, list);
    if (before.readAt !== null && reading.readAt <= before.readAt) return;
    const hashNow = (key: string): string | null => {
      if (key === PROOF_KEY) return proofHash;
      const item = items.get(key);
      return item === undefined ? null : hashText(item.hash);
    };
    const changes: Changes = {
      gone: [...before.hashes].flatMap(([key, hash]) => (hashNow(key) === hash ? [] : [key])),
      new: await newVersions(
        reading.pages,
        new Map([...items].filter(([key, item]) => before.hashes.get(key) !== hashText(item.hash))),
        itemOfRow,
      ),
    };
    const proofs: ItemVersion[] =
      proof === null || proofHash === null || before.hashes.get(PROOF_KEY) === proofHash
        ? []
        : [{ key: PROOF_KEY, hash: proofHash, rows: 0, packed: await packProof(proof) }];
    const run = { readAt: reading.readAt, rows, since: before.readAt };
    if (await recordRun(database, list, run, { ...changes, new: [...changes.new, ...proofs] })) return;
  }
}

async function survey(pages: readonly RowPage<unknown>[], itemOfRow: (row: object) => string): Promise<Map<string, Surveyed>> {
  const items = new Map<string, Surveyed>();
  const pause = pauses();
  for (const [place, page] of pages.entries()) {
    for (const row of (await page.rows()) as readonly object[]) {
      const key = itemOfRow(row);
      const item = items.get(key) ?? { hash: 0n, rows: 0, pages: [] };
      item.hash = addHash(item.hash, JSON.stringify(row));
      item.rows += 1;
      if (item.pages.at(-1) !== place) item.pages.push(place);
      items.set(key, item);
      await pause();
    }
  }
  return items;
}

/** Packs some items, as many at once as may be in memory. */
async function newVersions(
  pages: readonly RowPage<unknown>[],
  items: ReadonlyMap<string, Surveyed>,
  itemOfRow: (row: object) => string,
): Promise<ItemVersion[]> {
  const versions: ItemVersion[] = [];
  let some = new Map<string, Surveyed>();
  let rows = 0;
  for (const [key, item] of items) {
    some.set(key, item);
    rows += item.rows;
    if (rows < ROWS_AT_ONCE) continue;
    versions.push(...(await packItems(pages, some, itemOfRow)));
    some = new Map();
    rows = 0;
  }
  versions.push(...(await packItems(pages, some, itemOfRow)));
  return versions;
}

async function packItems(
  pages: readonly RowPage<unknown>[],
  items: ReadonlyMap<string, Surveyed>,
  itemOfRow: (row: object) => string,
): Promise<ItemVersion[]> {
  const rowsOf = new Map<string, object[]>();
  const places = new Set([...items.values()].flatMap((item) => item.pages));
  const pause = pauses();
  for (const [place, page] of pages.entries()) {
    if (!places.has(place)) continue;
    for (const row of (await page.rows()) as readonly object[]) {
      const key = itemOfRow(row);
      if (!items.has(key)) continue;
      const rows = rowsOf.get(key) ?? [];
      rows.push(row);
      rowsOf.set(key, rows);
      await pause();
    }
  }
  const versions: ItemVersion[] = [];
  for (const [key, { hash, rows }] of items) {
    versions.push({ key, hash: hashText(hash), rows, packed: await packRows(rowsOf.get(key) ?? []) });
    await pause();
  }
  return versions;
}

/** As JSON. Its lists of ids are sets, in whatever order AWS's answers came. */
function proofText(proof: Proof): string | null {
  if (typeof proof !== "object" || proof === null) return null;
  const isIds = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === "string");
  return JSON.stringify(Object.fromEntries(Object.entries(proof).map(([name, value]) => [name, isIds(value) ? value.toSorted() : value])));
}
