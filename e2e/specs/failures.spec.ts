import { expect, test } from "@/e2e/support/aws";
import { csvName, saved } from "@/e2e/support/csv";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { inVirginia } from "@/e2e/support/pages";
import { alert, rows, watchRows } from "@/e2e/support/table";

const ENTRIES = "DescribeImageUsageReportEntries";

test("a denied region is named with the missing permission, and the others are shown", async ({ page }) => {
  await page.goto(`/fast-launch-images?region=us-east-1&region=${DENIED_REGION}`);

  await expect(alert(page, `${DENIED_REGION} is not complete.`)).toContainText("Needed: ec2:DescribeFastLaunchImages");
  await expect(alert(page, DENIED_REGION)).toContainText(/UnauthorizedOperation: .* Request id [0-9a-f-]{36}/);
  await expect(page.getByText("9 images · 1 of 2 regions")).toBeVisible();
  await expect(rows(page)).toHaveCount(9);
  expect((await saved(page)).name).toMatch(csvName("fast-launch", "_partial"));
});

test("a region that fails midway keeps the rows that had arrived", async ({ page, aws }) => {
  await aws.fail({ kind: "deny", operation: ENTRIES, region: "us-east-1", after: 1 });
  await page.goto("/image-usage-report-entries?region=us-east-1&region=ap-south-1&reports=all");

  await expect(alert(page, "us-east-1 is not complete.")).toContainText("Needed: ec2:DescribeImageUsageReportEntries");
  await expect(page.getByText("3,132 entries · 1 of 2 regions")).toBeVisible();
  await expect(page.getByText("3,132 of 3,132")).toBeVisible();
  expect((await saved(page)).name).toMatch(csvName("usage-by-account", "_partial"));
});

test("a connection to AWS that breaks for a moment is mended without a word", async ({ page, aws }) => {
  await aws.fail({ kind: "cut", operation: ENTRIES, after: 1, times: 1 });
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(page.getByText("5,350 entries · 1 of 1 region")).toBeVisible();
  await expect(page.getByText("is not complete")).toBeHidden();
  expect((await saved(page)).name).not.toContain("partial");
});

test("a page cut off before its end is not taken for all", async ({ page }) => {
  await page.route("**/api/image-usage-report-entries?*", async (route) => {
    const answer = await route.fetch();
    const lines = (await answer.text()).split("\n").slice(0, 2);
    await route.fulfill({ response: answer, body: `${lines.join("\n")}\n` });
  });
  await page.goto(inVirginia("/image-usage-report-entries"));

  await expect(alert(page, "The reading was left before its end.")).toContainText("The 1,000 rows below had arrived before.");
  await expect(rows(page).first()).toBeVisible();
  expect((await saved(page)).name).toMatch(csvName("usage-by-account", "_partial"));

  await page.unroute("**/api/image-usage-report-entries?*");
  await alert(page, "left before its end").getByRole("button", { name: "Read again" }).click();
  await expect(page.getByText("5,350 entries · 1 of 1 region")).toBeVisible();
  await expect(alert(page, "left before its end")).toBeHidden();
});

test("a refresh keeps the rows on screen while it reads", async ({ page, aws }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(rows(page)).toHaveCount(9);
  await aws.fail({ kind: "slow", ms: 2_000, operation: "DescribeFastLaunchImages" });
  await page.getByRole("button", { name: "Refresh" }).click();

  await expect(page.getByText("reading again")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Reading from AWS" })).toBeVisible();
  await expect(rows(page)).toHaveCount(9);
  await expect(page.getByText("reading again")).toBeHidden();
  await expect(rows(page)).toHaveCount(9);
});

test("a refresh that is refused says so, keeps the last good rows and says how old they are", async ({ page, aws }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(rows(page)).toHaveCount(9);
  const fewest = await watchRows(page);
  await aws.fail({ kind: "deny", operation: "DescribeFastLaunchImages" });
  await page.getByRole("button", { name: "Refresh" }).click();

  await expect(alert(page, "us-east-1 is not complete.")).toContainText(/The rows are shown as read at \d\d:\d\d\./);
  await expect(page.getByText("9 images · 0 of 1 region")).toBeVisible();
  await expect(rows(page)).toHaveCount(9);
  expect((await saved(page)).name).toMatch(csvName("fast-launch", "_partial"));

  await aws.recover();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("9 images · 1 of 1 region")).toBeVisible();
  await expect(alert(page, "us-east-1 is not complete.")).toBeHidden();
  expect(await fewest()).toBe(9);
});

test("an expired session is told from a missing permission", async ({ page, aws }) => {
  await aws.fail({ kind: "expired-credentials", operation: "ListLicenseConfigurations" });
  await page.goto(inVirginia("/license-configurations"));

  await expect(alert(page, "us-east-1 is not complete.")).toContainText("the server's AWS credentials must be renewed");
  await expect(page.getByText("Needed:")).toBeHidden();
  await expect(page.getByText("Nothing could be read, so nothing can be said.")).toBeVisible();
});
