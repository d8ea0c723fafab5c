import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { exported } from "@/e2e/support/csv";
import { inVirginia } from "@/e2e/support/pages";
import { readRows } from "@/e2e/support/read-rows";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

const INSTANCES = "ec2:Instance";
const TEMPLATES = "ec2:LaunchTemplate";

test("what became of each account from one report to the next is as the rows of both say", async ({ page, request }) => {
  const [before, after] = pairs(await readRows<ImageUsageReport>(request, "/image-usage-reports")).find(isAlike) ?? [];
  const entries = await readRows<ImageUsageReportEntry>(
    request,
    "/image-usage-report-entries",
    `region=us-east-1&image-id=${before?.imageId}`,
  );
  const counts = (report: ImageUsageReport | undefined) =>
    new Map(
      entries
        .filter(({ reportId }) => reportId === report?.reportId)
        .map(({ accountId, resourceType, usageCount }) => [`${accountId} ${resourceType}`, usageCount ?? 0]),
    );
  const [old, fresh] = [counts(before), counts(after)];
  const expected = [...new Set([...old.keys(), ...fresh.keys()])].map((key) => {
    const [was, is] = [old.get(key) ?? 0, fresh.get(key) ?? 0];
    return { key, was, is, change: changeOf(was, is) };
  });
  // The newer one stands first in the address: which was before is told by their times.
  await page.goto(inVirginia("/compare", `a=${after?.reportId}&b=${before?.reportId}`));

  await test.step("in sentences", async () => {
    for (const [type, words] of [
      [INSTANCES, "Instances"],
      [TEMPLATES, "Launch templates"],
    ] as const) {
      const ofType = expected.filter(({ key }) => key.endsWith(type));
      const sum = (of: "was" | "is") => ofType.reduce((all, line) => all + line[of], 0).toLocaleString("en");
      const sentence = page.getByRole("listitem").filter({ hasText: `${words}: ${sum("was")} before, ${sum("is")} after` });
      for (const change of ["gained", "lost", "grown", "shrunk"]) {
        await expect(sentence).toContainText(`${ofType.filter((line) => line.change === change).length} ${change}`);
      }
    }
  });
  await test.step("account by account, in the file too", async () => {
    const changed = expected.filter(({ change }) => change !== "same");
    const [head = [], ...lines] = (await exported(page)).lines;
    const at = ["account", "resourceType", "before", "after", "change"].map((column) => head.indexOf(column));
    const said = lines.map((line) => at.map((place) => line[place]).join(" "));
    expect(said.toSorted()).toEqual(changed.map(({ key, was, is, change }) => `${key} ${was} ${is} ${change}`).toSorted());
    await page.getByRole("checkbox", { name: /^With \d+ that (is|are) unchanged$/ }).check();
    const all = expected.length.toLocaleString("en");
    await expect(page.getByText(`${all} of ${all}`)).toBeVisible();
  });
});

test("what is not comparable is not compared, and it is said why", async ({ page, request }) => {
  const reports = await readRows<ImageUsageReport>(request, "/image-usage-reports");
  const available = reports.filter(({ state }) => state === "available");
  const unlike = pairs(reports).find((pair) => !isAlike(pair));
  const whole = available.find(({ accountIds }) => accountIds.length === 0);
  const REFUSED: [string, ImageUsageReport | undefined, ImageUsageReport | undefined, string][] = [
    ["one report with itself", whole, whole, "These are the same report."],
    ["two images", whole, available.find(({ imageId }) => imageId !== whole?.imageId), "The reports are on different images."],
    ["other resource types", unlike?.[0], unlike?.[1], "The reports cover different resource types."],
  ];
  for (const [title, a, b, why] of REFUSED) {
    await test.step(title, async () => {
      await page.goto(inVirginia("/compare", `a=${a?.reportId}&b=${b?.reportId}`));
      await expect(refusal(page)).toContainText(why);
      await expect(page.getByRole("region", { name: "What changed" })).toBeHidden();
    });
  }
  await test.step("a report that is not there", async () => {
    await page.goto(inVirginia("/compare", `a=${whole?.reportId}&b=amiur-00000000000000000`));
    await expect(refusal(page)).toContainText("amiur-00000000000000000 is not among the reports that were read.");
  });
});

test("where the entries of a report are refused there is no comparison, for a part of them would show losses", async ({
  page,
  aws,
  request,
}) => {
  const [before, after] = pairs(await readRows<ImageUsageReport>(request, "/image-usage-reports")).find(isAlike) ?? [];
  await aws.fail({ kind: "deny", operation: "DescribeImageUsageReportEntries" });
  await page.goto(inVirginia("/compare", `a=${before?.reportId}&b=${after?.reportId}`));

  await expect(refusal(page)).toContainText("a part of them would show losses that are none");
  await expect(page.getByRole("region", { name: "What changed" })).toBeHidden();
});

const refusal = (page: Page) => page.getByRole("main").getByRole("status");

/** Two available reports on one image each, the older first. */
function pairs(reports: readonly ImageUsageReport[]): [ImageUsageReport, ImageUsageReport][] {
  const available = reports
    .filter(({ state }) => state === "available")
    .toSorted((a, b) => ((a.creationTime ?? "") < (b.creationTime ?? "") ? -1 : 1));
  return available.flatMap((older, place) => {
    const newer = available.slice(place + 1).find(({ imageId }) => imageId === older.imageId);
    return newer === undefined ? [] : [[older, newer] satisfies [ImageUsageReport, ImageUsageReport]];
  });
}

const isAlike = ([a, b]: [ImageUsageReport, ImageUsageReport]): boolean => a.resourceTypes.length === b.resourceTypes.length;

function changeOf(was: number, is: number): string {
  if (was === is) return "same";
  if (was === 0) return "gained";
  if (is === 0) return "lost";
  return is > was ? "grown" : "shrunk";
}
