import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { accountDigits, cells, chart, facet, rows } from "@/e2e/support/table";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

const ACCOUNTS = "Which accounts use our images most?";
const IMAGES = "Which images are used most?";
/** What charts say once the reports have been read, too: then it is known which of them count. */
const EVERY_REPORT_KNOWN = "The use of 2 of 21 images is unknown: no report is available.";

test("of two reports on one image only the newest counts, until all are asked for", async ({ page, request }) => {
  const [older, newer] = await read<ImageUsageReport>(request, "/image-usage-reports", "filter.tag:Name=golden-win2022-*", twoReports);
  const entries = await read<ImageUsageReportEntry>(request, "/image-usage-report-entries", `image-id=${newer?.imageId}`);
  const newest = entries.filter(({ reportId }) => reportId === newer?.reportId);
  expect(newest.length).toBeLessThan(entries.length);

  await page.goto(inVirginia("/image-usage-report-entries", `image-id=${newer?.imageId}&columns=accountId,usageCount,reportId`));
  await expect(page.getByText(`${newest.length} of ${entries.length}`)).toBeVisible();
  await expect.poll(async () => new Set(await cells(page, "Report"))).toEqual(new Set([newer?.reportId]));
  await expect(chart(page, IMAGES).getByText(sum(newest).toLocaleString("en"), { exact: true })).toBeVisible();

  await page.getByRole("checkbox", { name: "Newest report of each image only" }).uncheck();
  await expect(page.getByText(`${entries.length} of ${entries.length}`)).toBeVisible();
  await expect.poll(async () => new Set(await cells(page, "Report"))).toEqual(new Set([newer?.reportId, older?.reportId]));
  await expect(page.getByText("there are no totals while all reports are shown")).toBeVisible();
  await expect(chart(page, IMAGES)).toBeHidden();
  await expect(chart(page, ACCOUNTS)).toBeHidden();
});

test("an image without an available report is unknown, and said to be", async ({ page }) => {
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(chart(page, ACCOUNTS)).toContainText(EVERY_REPORT_KNOWN);
});

test("a click on a bar filters the table, and a second one takes it back", async ({ page }) => {
  await page.goto(inVirginia("/image-usage-report-entries", "facet.resourceType=ec2:Instance"));
  await expect(chart(page, ACCOUNTS)).toContainText(EVERY_REPORT_KNOWN);
  const bar = chart(page, ACCOUNTS).getByRole("listitem").first().getByRole("button");
  const account = accountDigits((await bar.textContent()) ?? "");
  const all = (await page.getByText(/^[\d,]+ of 5,350$/).textContent()) ?? "";
  await bar.click();

  await expect(page.getByRole("button", { name: new RegExp(`^Remove Account: .*${account}`) })).toBeVisible();
  await expect.poll(async () => new Set((await cells(page, "Account")).map(accountDigits))).toEqual(new Set([account]));
  await expect(facet(page, "Account", `.*${account}\\)?`)).toBeChecked();
  await expect(bar).toHaveAttribute("aria-pressed", "true");

  await bar.click();
  await expect(page.getByText(all)).toBeVisible();
});

test("a chart's numbers can be seen as a table, and are those of the rows", async ({ page, request }) => {
  const entries = await read<ImageUsageReportEntry>(request, "/image-usage-report-entries", "filter.account-id=00*");
  await page.goto(inVirginia("/image-usage-report-entries", "filter.account-id=00*"));
  await expect(chart(page, IMAGES)).toContainText(EVERY_REPORT_KNOWN);
  await chart(page, IMAGES).getByRole("button", { name: "View as table" }).click();
  const numbers = chart(page, IMAGES).getByRole("table", { name: IMAGES });
  await expect(numbers.getByRole("columnheader")).toHaveText(["Bar", "Instances", "Launch templates", "Total"]);

  const image = (await numbers.getByRole("rowheader").first().textContent()) ?? "";
  const shown = await newestOf(request, entries, image);
  const byType = (type: string) => sum(shown.filter(({ resourceType }) => resourceType === type)).toLocaleString("en");
  await expect(numbers.getByRole("row").nth(1).getByRole("cell")).toHaveText([
    byType("ec2:Instance"),
    byType("ec2:LaunchTemplate"),
    sum(shown).toLocaleString("en"),
  ]);
  await chart(page, IMAGES).getByRole("button", { name: "View as chart" }).click();
  await expect(numbers).toBeHidden();
});

test("before the first entries nothing is said of reports that nobody has asked for yet", async ({ page, aws }) => {
  await aws.fail({ kind: "stall", operation: "DescribeImageUsageReportEntries" });
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(page.getByText("0 of 1 region so far")).toBeVisible();
  await expect(page.getByText("usage reports could not all be read")).toBeHidden();
});

test("where the reports are refused, what stands in for them is said", async ({ page, aws }) => {
  await aws.fail({ kind: "deny", operation: "DescribeImageUsageReports" });
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(page.getByRole("status")).toHaveText(/usage reports could not all be read/);
  await expect(rows(page).first()).toBeVisible();
});

const sum = (entries: readonly ImageUsageReportEntry[]): number => entries.reduce((total, { usageCount }) => total + (usageCount ?? 0), 0);

/** Two available reports on one image, the older first. */
function twoReports(reports: readonly ImageUsageReport[]): ImageUsageReport[] {
  const ofOne = reports.filter(({ imageId }) => reports.filter((other) => other.imageId === imageId).length === 2);
  return ofOne.toSorted((a, b) => ((a.creationTime ?? "") < (b.creationTime ?? "") ? -1 : 1));
}

/** The entries of the newest available report on an image. */
async function newestOf(request: APIRequestContext, entries: readonly ImageUsageReportEntry[], image: string) {
  const reports = await read<ImageUsageReport>(request, "/image-usage-reports", `image-id=${image}&filter.state=available`);
  const [newest] = reports.toSorted((a, b) => ((a.creationTime ?? "") > (b.creationTime ?? "") ? -1 : 1));
  return entries.filter(({ reportId }) => reportId === newest?.reportId);
}

async function read<Row>(
  request: APIRequestContext,
  path: string,
  query: string,
  choose: (rows: Row[]) => Row[] = (all) => all,
): Promise<Row[]> {
  const answer = await request.get(inVirginia(`/api${path}`, `format=json&${query}`));
  return choose((await answer.json()).rows);
}
