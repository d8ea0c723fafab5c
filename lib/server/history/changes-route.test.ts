import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as images } from "@/app/api/fast-launch-images/route";
import { GET } from "@/app/api/history/changes/route";
import { keptSoFar } from "@/lib/aws/cache/open-stored";
import { setReadingStore } from "@/lib/aws/cache/reading-store";
import { read, request, startAws } from "@/lib/server/http/test-support";
import { closeDatabase, database } from "@/lib/server/store/database";
import { databaseReadings } from "@/lib/server/store/reading-store";

// The SDK waits a random part of up to 16 seconds between two tries. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.1);

const { faults, world, reset } = await startAws({ "us-east-1": {} });
const folder = await mkdtemp(join(tmpdir(), "ledger-changes-"));
process.env.LEDGER_DATA_DIR = folder;
afterAll(async () => {
  setReadingStore(null);
  await closeDatabase();
  await rm(folder, { recursive: true, force: true });
});

const times: string[] = [];
const LIST = "resource=fast-launch-images";

/** Reads a list of images by id and state. */
async function readOnce(states: Record<string, "enabled" | "enabled-failed">): Promise<void> {
  const region = world.regions["us-east-1"];
  if (region !== undefined) region.fastLaunchImages = Object.entries(states).map(([ImageId, State]) => ({ ImageId, State }));
  const { done } = await read(images);
  await keptSoFar();
  times.push(done[0]?.readAt ?? "");
  await new Promise((resolve) => setTimeout(resolve, 5));
}

beforeAll(async () => {
  setReadingStore(databaseReadings(database));
  await readOnce({ "ami-1": "enabled", "ami-2": "enabled" });
  await readOnce({ "ami-1": "enabled-failed", "ami-3": "enabled" });
  faults.push({ kind: "deny", operation: "DescribeFastLaunchImages" });
  await readOnce({});
  reset();
  await readOnce({ "ami-1": "enabled-failed", "ami-3": "enabled" });
  await readOnce({ "ami-1": "enabled-failed" });
});

describe("changes", () => {
  it("are each named once, between the two whole readings that they fell between", async () => {
    const { rows, done, end } = await read(GET, LIST);

    const [first, second, , fourth, fifth] = times;
    const changed = { at: second, previousAt: first };
    expect(rows).toEqual([
      {
        resource: "fast-launch-images",
        id: "ami-1",
        ...changed,
        kind: "changed",
        member: "state",
        before: "enabled",
        after: "enabled-failed",
      },
      expect.objectContaining({ id: "ami-2", ...changed, kind: "vanished", member: null, after: null }),
      expect.objectContaining({ id: "ami-3", ...changed, kind: "appeared", member: null, before: null }),
      expect.objectContaining({ id: "ami-3", at: fifth, previousAt: fourth, kind: "vanished" }),
    ]);
    expect(done).toMatchObject([{ source: "store", readAt: fifth }]);
    expect(end).toMatchObject({ complete: true, rows: 4 });
  });

  it("are told of one row, or of a period", async () => {
    expect((await read(GET, `${LIST}&id=ami-2`)).rows).toMatchObject([{ id: "ami-2", kind: "vanished" }]);
    expect((await read(GET, `${LIST}&from=${times[3]}`)).rows).toMatchObject([{ id: "ami-3", kind: "vanished" }]);
    expect((await read(GET, `${LIST}&to=${times[0]}`)).rows).toEqual([]);
  });

  it("are missing of a list that was not read by then, and not none", async () => {
    const answers = await Promise.all([read(GET, "resource=images"), read(GET, `${LIST}&to=2020-01-01T00:00:00Z`)]);

    expect(answers.map(({ failures }) => failures[0]?.error.kind)).toEqual(["missing", "missing"]);
  });

  it("are a file too", async () => {
    const response = await GET(request(`${LIST}&format=csv&id=ami-1`));

    expect(response.headers.get("content-disposition")).toContain('filename="history-changes_');
    expect(await response.text()).toContain("ami-1,state,enabled,enabled-failed");
  });

  it.each([
    ["without a list", "", "resource"],
    ["of an unknown list", "resource=volumes", "resource"],
    ["of two lists", "resource=images&resource=license-usage", "resource"],
    ["of a period that ends before it begins", `${LIST}&from=2026-02-02T00:00:00Z&to=2026-02-01T00:00:00Z`, "from"],
    ["of a time that is none", `${LIST}&from=monday`, "from"],
    ["of the future", `${LIST}&to=2999-01-01T00:00:00Z`, "to"],
    ["read anew", `${LIST}&refresh=true`, "refresh"],
  ])("are refused %s", async (_, query, parameter) => {
    const response = await GET(request(query));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { parameter } });
  });
});
