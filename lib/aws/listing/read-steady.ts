import "server-only";
import { namedError } from "@/lib/core/named-error";
import type { Proof } from "@/lib/core/row-events";
import type { Identity } from "@/lib/resources/resource";
import type { RowPage } from "./row-page";
import { seenByIdentity } from "./seen";

/** Maximum readings of a list until two agree. */
export const STEADY_TRIES = 4;

/** Items came and went each time that a list was read, so no reading is known to have all that stayed. */
export class ListKeepsChanging extends namedError("ListKeepsChanging") {
  constructor() {
    super(`The list changed during each of ${STEADY_TRIES} readings, so it is not known whether all of it was read.`);
  }
}

/**
 * Reads a list so that nothing is left out that was there all the time. An item that goes away while a list of several
 * pages is read shifts another past the end of a page: such a list is read until two readings in a row have the same items.
 * Gives everything that any of the readings had, once.
 *
 * @throws ListKeepsChanging, or whatever `list` throws.
 */
export async function* readSteady<Row>(
  list: () => AsyncGenerator<RowPage<Row>, Proof>,
  identity: Identity<Row>,
): AsyncGenerator<RowPage<Row>, Proof> {
  const isNew = seenByIdentity(identity);
  let before: ReadonlySet<string> | null = null;
  for (let times = 0; times < STEADY_TRIES; times += 1) {
    const items = new Set<string>();
    let pages = 0;
    const listing = list();
    try {
      for (;;) {
        const step = await listing.next();
        if (step.done) {
          if (pages < 2 || (before !== null && isSame(items, before))) return step.value;
          break;
        }
        pages += 1;
        for (const row of await step.value.rows()) items.add(identity(row));
        yield await step.value.onlyNew(isNew);
      }
    } finally {
      await listing.return(undefined);
    }
    before = items;
  }
  throw new ListKeepsChanging();
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((item) => b.has(item));
