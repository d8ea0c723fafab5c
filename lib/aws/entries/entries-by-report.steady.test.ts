import { describe, expect, it } from "vitest";
import { RowPage } from "@/lib/aws/listing/row-page";
import { imageUsageReportsReader } from "@/lib/aws/operations/image-usage-reports";
import { ask, startEntries, stay, toRow } from "@/lib/aws/test-support";
import { entriesProof, type ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import { readByReports } from "./entries-by-report";

const { scope, entries, fill } = await startEntries();
const PAGE = 5;

/** The entries of a report on another image, a page of them. */
const fleeting = (serial: number): ImageUsageReportEntry[] =>
  Array.from({ length: PAGE }, (_, at) => ({
    reportId: `amiur-fleeting-${serial}`,
    imageId: "ami-other",
    accountId: String(at).padStart(12, "0"),
    resourceType: "ec2:Instance",
    usageCount: 1,
    reportCreationTime: "2026-11-20T12:00:00.000Z",
  }));

describe("a report that is made, becomes available and is deleted between two lists of reports", () => {
  it.each([
    ["twice: entries are read until nothing has moved", 2, 30],
    ["in every reading: then nothing is proven", Infinity, 0],
  ])("hides no entry from the proof where that happens %s", async (_, times, proven) => {
    fill(30, 30);
    const stable = entries().map(toRow);
    let readings = 0;
    // Its entries stand before all others until the first page is read. Then a page of the others moves past the reader.
    const listing = async function* (): AsyncGenerator<RowPage<ImageUsageReportEntry>> {
      readings += 1;
      yield pageOf(readings <= times ? fleeting(readings) : stable.slice(0, PAGE), true);
      for (let at = PAGE; at < stable.length; at += PAGE) yield pageOf(stable.slice(at, at + PAGE), at + PAGE < stable.length);
    };
    const pages = readByReports({ entries: listing, reports: imageUsageReportsReader.read }, scope(), ask(""), stay);
    const seen: ImageUsageReportEntry[] = [];
    let step = await pages.next();
    for (; !step.done; step = await pages.next()) seen.push(...(await step.value.rows()));
    const proof = entriesProof(step.value);

    expect(proof).toMatchObject({ availableThroughout: { length: proven } });
    if (proven > 0) expect(seen).toEqual(expect.arrayContaining(stable));
  });
});

const pageOf = (rows: ImageUsageReportEntry[], more: boolean) => new RowPage(rows).placed({ more, nextToken: null });
