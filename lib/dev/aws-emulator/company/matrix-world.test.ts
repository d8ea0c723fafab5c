import { describe, expect, it } from "vitest";
import { matrixWorld } from "./matrix-world";

const NOW = new Date("2026-03-04T05:06:07.890Z");
const size = { images: 50, accounts: 400 };
const world = matrixWorld(size, NOW);
const { images = [], imageUsageReports = [], imageUsageReportEntries = [] } = world.regions["us-east-1"] ?? {};

describe("a matrix of images by accounts", () => {
  it("is the same for the same size", () => expect(matrixWorld(size, NOW)).toEqual(world));

  it("has one complete report an image, all of them available", () => {
    expect(images).toHaveLength(50);
    expect(imageUsageReports.map((report) => report.ImageId)).toEqual(images.map((image) => image.ImageId));
    expect(
      imageUsageReports.filter((report) => report.State !== "available" || report.AccountIds || report.ResourceTypes?.length !== 2),
    ).toEqual([]);
    expect(new Set(imageUsageReports.map((report) => report.ReportId)).size).toBe(50);
  });

  it("has about a third of its cells filled, some of them fuller than others, and every account somewhere", () => {
    const cells = new Set(imageUsageReportEntries.map((entry) => `${entry.ImageId} ${entry.AccountId}`));
    const filled = images.map((image) => [...cells].filter((cell) => cell.startsWith(`${image.ImageId}`)).length);

    expect(cells.size / (50 * 400)).toBeGreaterThan(0.25);
    expect(cells.size / (50 * 400)).toBeLessThan(0.4);
    expect(Math.min(...filled)).toBe(0);
    expect(Math.max(...filled)).toBeGreaterThan(170);
    expect(new Set(imageUsageReportEntries.map((entry) => entry.AccountId)).size).toBe(400);
  });

  it("has an entry for an account and resource type once", () => {
    const keys = imageUsageReportEntries.map((entry) => `${entry.ReportId} ${entry.AccountId} ${entry.ResourceType}`);

    expect(new Set(keys).size).toBe(keys.length);
  });

  it("has its accounts in an organization", () => {
    const listed = new Set(world.organization?.map((account) => account.Id));

    expect(imageUsageReportEntries.filter((entry) => !listed.has(entry.AccountId))).toEqual([]);
  });
});
