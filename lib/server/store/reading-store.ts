import "server-only";
import type { KeptReading, ReadingStore, WholeList } from "@/lib/aws/cache/reading-store";
import { RowPage } from "@/lib/aws/listing/row-page";
import { ScopeFailed } from "@/lib/aws/sdk/aws-errors";
import type { Proof, ScopeError } from "@/lib/core/row-events";
import { errorFields } from "@/lib/server/observe/error-fields";
import { log } from "@/lib/server/observe/log";
import type { Database } from "@/lib/store/database";
import { keepFailure, keepReading, latestReading, type PackedPage, readingPages, type StoredList } from "@/lib/store/readings";
import { pastReading } from "./history/past-reading";
import { recordHistory } from "./history/record-history";

/** The store of whole readings in a database. A database that fails costs the readings, and nothing else: the log says so. */
export function databaseReadings(database: () => Promise<Database>): ReadingStore {
  const attempt = async <Result>(
    what: string,
    list: StoredList | null,
    use: (db: Database, list: StoredList) => Promise<Result>,
  ): Promise<Result | null> => {
    if (list === null) return null;
    try {
      return await use(await database(), list);
    } catch (error) {
      log().error({ resource: list.resource, error: errorFields(error) }, `the database could not ${what}`);
      return null;
    }
  };
  return {
    async latest<Row>(list: WholeList): Promise<KeptReading<Row> | null> {
      const stored = toStored(list);
      return attempt("give a reading", stored, async (db) => {
        const { reading } = (stored && (await latestReading(db, stored))) ?? {};
        if (!reading) return null;
        const proof: Proof = reading.proof === null ? undefined : JSON.parse(reading.proof);
        return { readAt: reading.readAt, proof, pages: () => toPages<Row>(readingPages(db, reading)) };
      });
    },
    async asOf<Row>(list: WholeList, at: string): Promise<KeptReading<Row> | null> {
      const stored = toStored(list);
      if (stored === null) return null;
      try {
        return await pastReading<Row>(await database(), stored, at);
      } catch (error) {
        log().error({ resource: stored.resource, error: errorFields(error) }, "the database could not give a past reading");
        throw new ScopeFailed(DATABASE_FAILED);
      }
    },
    async keep(list, { readAt, proof, pages }) {
      await attempt("keep a reading", toStored(list), async (db, stored) => {
        const packed: PackedPage[] = [];
        for (const page of pages) packed.push({ count: page.count, packed: await page.pack() });
        await keepReading(db, stored, { readAt, proof: proof === undefined ? null : JSON.stringify(proof) }, packed);
      });
      await attempt("record history", toStored(list), (db, stored) => recordHistory(db, stored, { readAt, proof, pages }));
    },
    async keepFailure(list, triedAt, error) {
      await attempt("keep a failure", toStored(list), (db, stored) => keepFailure(db, stored, triedAt, error));
    },
  };
}

const DATABASE_FAILED: ScopeError = {
  kind: "unreachable",
  code: "DatabaseFailed",
  message: "The database that keeps what was read could not be asked. The server's log says why.",
  requestId: null,
  httpStatus: null,
};

async function* toPages<Row>(pages: AsyncGenerator<PackedPage>): AsyncGenerator<RowPage<Row>> {
  for await (const page of pages) yield new RowPage<Row>(page);
}

/** A list of an account that is not known by its number cannot be told from that of another, so it is not kept. */
function toStored({ resource, scope: { account, region } }: WholeList): StoredList | null {
  return account === null ? null : { resource: resource.path, query: "", account, region };
}
