import { describe, expect, it } from "vitest";
import { type Batch, readEach } from "./read-each";
import { RowPage } from "./row-page";

const stay = new AbortController().signal;

describe("reading things that AWS answers for one at a time", () => {
  it.each([
    ["UnauthorizedOperation", "it is denied"],
    ["InvalidParameterValueException", "it is not known"],
  ])("goes on after one that AWS refuses with %s, and fails at the end: %s", async (code) => {
    const { rows, error } = await outcome([batch(gives("a"), refuses(code), gives("b")), batch(gives("c"))]);

    expect(rows.sort()).toEqual(["a", "b", "c"]);
    expect(error).toMatchObject({ name: code });
  });

  it.each(["InvalidAMIID.NotFound", "InvalidAMIID.Unavailable", "InvalidConversionTaskId.Malformed"])(
    "passes over one that AWS does not know there: %s",
    async (code) => {
      expect(await outcome([batch(gives("a"), refuses(code)), batch(gives("c"))])).toEqual({ rows: ["a", "c"], error: null });
    },
  );

  it("tells of the first refusal", async () => {
    const { error } = await outcome([batch(refuses("AuthFailure")), batch(refuses("InvalidParameterValueException"))]);

    expect(error).toMatchObject({ name: "AuthFailure" });
  });

  it.each(["RequestLimitExceeded", "InternalError", "ECONNRESET"])("ends at once where AWS cannot answer: %s", async (code) => {
    const { rows, error } = await outcome([batch(refuses("AuthFailure")), batch(refuses(code)), batch(gives("never"))]);

    expect(rows).toEqual([]);
    expect(error).toMatchObject({ name: code });
  });

  it("keeps what was read before the things themselves could not be listed any more", async () => {
    const { rows, error } = await outcome(failing([batch(gives("a"))], fault("ExpiredToken")));

    expect(rows).toEqual(["a"]);
    expect(error).toMatchObject({ name: "ExpiredToken" });
  });

  it("says on its last page where the listing of the things was stopped", async () => {
    const pages = await collected(readEach(from([{ ...batch(gives("a"), gives("b"), gives("c")), nextToken: "on" }]), 2, stay));

    expect(pages.map(({ nextToken }) => nextToken)).toEqual([null, null, "on"]);
  });

  it("keeps the token of a single listing", async () => {
    const [page] = await collected(readEach(from([batch(gives("a", "further"))]), 2, stay));

    expect(page?.nextToken).toBe("further");
  });
});

function batch(...readers: Batch<string>["readers"]): Batch<string> {
  return { readers, nextToken: null };
}

const gives = (row: string, nextToken: string | null = null) =>
  async function* () {
    yield new RowPage([row]).placed({ more: false, nextToken });
  };

const refuses = (code: string) =>
  // biome-ignore lint/correctness/useYield: it fails before it gives anything
  async function* (): AsyncGenerator<RowPage<string>> {
    throw fault(code);
  };

/** An error as the SDK throws it. */
const fault = (code: string): Error => Object.assign(new Error(code), { name: code, $fault: "client", $metadata: {} });

async function* from<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function* failing<T>(items: readonly T[], error: Error): AsyncGenerator<T> {
  yield* items;
  throw error;
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function outcome(batches: readonly Batch<string>[] | AsyncGenerator<Batch<string>>): Promise<{ rows: string[]; error: unknown }> {
  const rows: string[] = [];
  try {
    for await (const page of readEach("next" in batches ? batches : from(batches), 2, stay)) rows.push(...(await page.rows()));
    return { rows, error: null };
  } catch (error) {
    return { rows, error };
  }
}
