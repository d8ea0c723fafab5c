import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/collect/route";
import { GET } from "@/app/api/fast-launch-images/route";
import { setReadingStore } from "@/lib/aws/cache/reading-store";
import { closeDatabase, database, keepReadings } from "@/lib/server/store/database";
import { freshDatabase } from "@/lib/store/test-support";
import { ACCOUNT, read, startAws } from "./test-support";

const SECRET = "a secret of at least thirty-two characters";
vi.spyOn(Math, "random").mockReturnValue(0.1);
const { faults, dataCalls, reset } = await startAws({
  "us-east-1": { fastLaunchImages: [{ ImageId: "ami-1" }, { ImageId: "ami-2" }] },
  "eu-west-1": {},
});
const location = freshDatabase("embedded");

beforeEach(async () => {
  const at = location();
  vi.stubEnv("LEDGER_DATA_DIR", "folder" in at ? at.folder : "");
  vi.stubEnv("LEDGER_COLLECT_SECRET", SECRET);
  vi.stubEnv("LEDGER_CACHE_SECONDS", "60");
  keepReadings();
  await (await database()).deleteFrom("collection").execute();
  reset();
});
afterAll(async () => {
  setReadingStore(null);
  await closeDatabase();
});

async function collect(
  query = "",
  authorization = `Bearer ${SECRET}`,
): Promise<{ status: number; body: { runs?: unknown[]; error?: { code: string; parameter: string | null } } }> {
  const answer = await POST(new Request(`http://ledger.test/api/collect?${query}`, { method: "POST", headers: { authorization } }));
  return { status: answer.status, body: await answer.json() };
}

const FAST = "resource=fast-launch-images";

describe("a request to collect", () => {
  it("reads what is due, keeps it, and says what came of it", async () => {
    const { status, body } = await collect(FAST);

    expect(status).toBe(200);
    expect(body.runs).toContainEqual({
      resource: "fast-launch-images",
      scope: { account: ACCOUNT, region: "us-east-1" },
      outcome: "complete",
      readAt: expect.stringMatching(/Z$/),
      rows: 2,
    });
    expect(body.runs).toHaveLength(2);
    reset();
    expect((await read(GET, "max-age=3600")).rows).toHaveLength(2);
    expect(dataCalls()).toEqual([]);
  });

  it("passes over what is not due, unless it is forced", async () => {
    await collect(FAST);
    reset();

    const again = await collect(FAST);
    expect(again.body.runs).toEqual([expect.objectContaining({ outcome: "skipped" }), expect.objectContaining({ outcome: "skipped" })]);
    expect(dataCalls()).toEqual([]);

    const forced = await collect(`${FAST}&force=true&region=us-east-1`);
    expect(forced.body.runs).toEqual([expect.objectContaining({ outcome: "complete", rows: 2 })]);
    expect(dataCalls()).toHaveLength(1);
  });

  it("says which list failed, and reads the others", async () => {
    faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", region: "us-east-1" });

    const { body } = await collect(`${FAST}&force=true`);

    expect(body.runs).toContainEqual(
      expect.objectContaining({ scope: { account: ACCOUNT, region: "us-east-1" }, outcome: "failed", readAt: null, rows: null }),
    );
    expect(body.runs).toContainEqual(expect.objectContaining({ scope: { account: ACCOUNT, region: "eu-west-1" }, outcome: "complete" }));
  });

  it("collects every list once where two come at once", async () => {
    const both = await Promise.all([1, 2].map(() => collect(`${FAST}&region=us-east-1&force=true`)));

    const outcomes = both.flatMap(({ body }) => body.runs ?? []).map((run) => (run as { outcome: string }).outcome);
    expect(outcomes.toSorted()).toEqual(["complete", "skipped"]);
    expect(dataCalls()).toHaveLength(1);
  });

  it.each([
    ["a resource that AWS does not list", "resource=findings", "resource"],
    ["a region that is not configured", "region=eu-north-1", "region"],
    ["an account that is not configured", "account=999999999999", "account"],
    ["a force that is neither", "force=yes", "force"],
    ["anything else", "max-age=5", "max-age"],
  ])("is refused for %s, by name", async (_, query, parameter) => {
    const { status, body } = await collect(query);

    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: "InvalidParameter", parameter });
  });

  it.each([
    ["no secret", "", 401],
    ["another secret", `Bearer ${SECRET}!`, 401],
  ])("is refused with %s", async (_, authorization, status) => {
    expect((await collect(FAST, authorization)).status).toBe(status);
  });

  it("is refused where the operator has set no secret", async () => {
    vi.stubEnv("LEDGER_COLLECT_SECRET", "");

    expect((await collect(FAST)).status).toBe(403);
  });
});
