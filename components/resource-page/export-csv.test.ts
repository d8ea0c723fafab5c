import { describe, expect, it } from "vitest";
import { applyEvent, emptyReading, type Reading } from "@/lib/dataset/reading";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { csvFile } from "./export-csv";

const scope = { account: "111122223333", region: "us-east-1" };
const stay = new AbortController().signal;

describe("a file of what is on screen", () => {
  it("has its rows in its order, and its columns", async () => {
    const file = await made(read(3), Uint32Array.of(2, 0));

    expect(await file.text()).toBe("accountId,usageCount\r\n001100110011,2\r\n001100110011,0\r\n");
    expect(file.name).toMatch(/^usage-by-account_\S+_\d{8}T\d{6}Z\.csv$/);
  });

  it("says in its name when rows are missing", async () => {
    expect((await made({ ...read(1), end: null }, Uint32Array.of(0))).name).toContain("_partial.csv");
  });

  it("of very many rows has every one of them, and is made while other things run", async () => {
    const set = read(60_000);
    const shares: number[] = [];
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    const file = await made(
      set,
      Uint32Array.from({ length: set.length }, (_, row) => row),
      (share) => shares.push(share),
    );
    clearInterval(ticking);

    const lines = (await file.text()).split("\r\n");
    expect(lines).toHaveLength(60_002);
    expect(lines[60_000]).toBe("001100110011,59999");
    expect(ticks).toBeGreaterThan(3);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
  });

  it("is given up where the page is left", async () => {
    const leaving = new AbortController();
    leaving.abort(new Error("left"));

    await expect(made(read(1), Uint32Array.of(0), () => {}, leaving.signal)).rejects.toThrow("left");
  });
});

const made = (set: Reading<ImageUsageReportEntry>, shown: Uint32Array, onProgress: (share: number) => void = () => {}, signal = stay) =>
  csvFile(
    { resource: imageUsageReportEntries, set, table: set.table, shown, columns: ["usageCount", "accountId"] },
    false,
    onProgress,
    signal,
  );

function read(count: number): Reading<ImageUsageReportEntry> {
  const rows = Array.from({ length: count }, (_, usageCount) => ({
    resourceType: "ec2:Instance",
    reportId: "amiur-1",
    usageCount,
    accountId: "001100110011",
    imageId: "ami-1",
    reportCreationTime: null,
  }));
  const set = applyEvent(emptyReading<ImageUsageReportEntry>(imageUsageReportEntries), { type: "rows", scope, rows });
  return applyEvent(set, { type: "end", complete: true, truncated: false, rows: count });
}
