import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { chart, rows } from "@/e2e/support/table";

const ENTRIES = "DescribeImageUsageReportEntries";

test("the first rows are on screen before the second page has been read", async ({ page, aws }) => {
  await aws.fail({ kind: "stall", operation: ENTRIES, after: 1 });
  await page.goto(inVirginia("/image-usage-report-entries", "reports=all"));

  await expect(page.getByText("1,000 entries · 0 of 1 region so far")).toBeVisible();
  await expect(page.getByText("1,000 of 1,000")).toBeVisible();
  await expect(rows(page).nth(20)).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Reading from AWS" })).toBeVisible();
});

test("no rows are counted before any have arrived", async ({ page, aws }) => {
  await aws.fail({ kind: "stall", operation: ENTRIES });
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(page.getByText("0 entries · 0 of 1 region so far")).toBeVisible();
  await expect(page.getByText("0 of 0")).toBeHidden();
});

test("nothing is summed up while rows are still arriving", async ({ page, aws }) => {
  await aws.fail({ kind: "slow", ms: 1_500, operation: ENTRIES, after: 1, times: 1 });
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(page.getByText("so far")).toBeVisible();
  await expect(chart(page, "Which images are used most?")).toBeHidden();
  await expect(page.getByText("5,350 entries · 1 of 1 region")).toBeVisible();
  await expect(chart(page, "Which images are used most?")).toBeVisible();
});

test("leaving a page stops its calls to AWS", async ({ page, aws }) => {
  await aws.fail({ kind: "stall", operation: ENTRIES, after: 1 });
  await page.goto(inVirginia("/image-usage-report-entries"));
  await expect(page.getByText("1,000 entries · 0 of 1 region so far")).toBeVisible();
  const calls = async () => (await aws.calls()).filter(({ operation }) => operation === ENTRIES).map(({ aborted }) => aborted);
  // The page that was answered, and six batches of reports that are not.
  await expect.poll(calls).toEqual(Array(7).fill(false));

  await page.getByRole("navigation").getByRole("link", { name: "Imports" }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(calls).toEqual([false, ...Array(6).fill(true)]);
});

test("coming back to a page that was left reads it anew, to its end", async ({ page, aws }) => {
  await aws.fail({ kind: "stall", operation: ENTRIES, after: 1 });
  await page.goto(inVirginia("/image-usage-report-entries"));
  await expect(page.getByText("so far")).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Imports" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Imports" })).toBeVisible();
  await aws.recover();
  await page.goBack();

  await expect(page.getByText("5,350 entries · 1 of 1 region")).toBeVisible();
});

test("a page that was read to its end is not asked of AWS again", async ({ page, aws }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(rows(page)).toHaveCount(9);
  await page.getByRole("navigation").getByRole("link", { name: "Imports" }).click();
  await expect(rows(page)).toHaveCount(7);
  await page.goBack();
  await expect(rows(page)).toHaveCount(9);

  expect((await aws.calls()).map(({ operation }) => operation)).toEqual(["DescribeFastLaunchImages", "DescribeImportImageTasks"]);
});
