import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { inVirginia } from "@/e2e/support/pages";
import { apply, mark, pickerButton } from "@/e2e/support/scope-picker";
import { cells, chart, facet, panel, rows } from "@/e2e/support/table";

const OPERATIONS = [
  "DescribeImages",
  "DescribeImageAttribute",
  "DescribeImageReferences",
  "DescribeImageUsageReports",
  "DescribeImageUsageReportEntries",
  "DescribeFastLaunchImages",
  "DescribeImportImageTasks",
  "ListLicenseConfigurations",
];

test("what needs attention is said in sentences, the worst first", async ({ page }) => {
  await page.goto(inVirginia("/"));
  await expect(page.getByText(ALL_FOUND)).toBeVisible();
  await page.getByRole("button", { name: /^Show \d+ more$/ }).click();

  for (const sentence of [
    "SQL Server Enterprise consumes 3,670 of 3,229 vCPUs: 441 over a soft limit.",
    "SQL Server Standard consumes 1,770 of 1,770 vCPUs: the next launch is blocked.",
    "Import of Telephony gateway failed: ClientError: Unsupported kernel version 5.8.0-59-generic",
    "could not switch on fast launch: Client.VpcLimitExceeded",
    "2 images lose their last available usage report within 3 days.",
    "1 image has only failed usage reports. Whether anyone uses it is unknown.",
  ]) {
    await expect(findings(page).filter({ hasText: sentence })).toHaveCount(1);
  }
  const order = (await findings(page).allTextContents()).map((text) => /^(Needs action|Soon|Unknown|Can be done)/.exec(text)?.[0]);
  expect(order).toEqual(order.toSorted((a, b) => ORDER.indexOf(a ?? "") - ORDER.indexOf(b ?? "")));
  expect(new Set(order)).toEqual(new Set(ORDER));
});

test("a finding leads to its rows, in the regions it was found in", async ({ page }) => {
  await page.goto(inVirginia("/"));
  await expect(page.getByText(ALL_FOUND)).toBeVisible();

  await test.step("one row, open", async () => {
    await findings(page).filter({ hasText: "Import of Telephony gateway failed" }).getByRole("link").click();
    await expect(panel(page)).toContainText("Telephony gateway");
    await page.goBack();
    await expect(page.getByText(ALL_FOUND)).toBeVisible();
  });
  await test.step("several rows, filtered", async () => {
    await findings(page).filter({ hasText: "could not switch on fast launch" }).getByRole("link").click();
    await expect(page.getByText("1 of 9")).toBeVisible();
    await expect(facet(page, "State", "enabling-failed")).toBeChecked();
    await expect.poll(() => cells(page, "State")).toEqual(["enabling-failed"]);
  });
});

test("a region that fails is named for every list, and the findings are not said to be all", async ({ page }) => {
  await page.goto(`/?region=us-east-1&region=${DENIED_REGION}`);

  await expect(page.getByRole("alert").filter({ hasText: `${DENIED_REGION} is not complete.` })).toHaveCount(8);
  await expect(page.getByText(/^\d+ findings in what could be read; more is unknown, worst first$/)).toBeVisible();
  await expect(chart(page, "Which accounts use our images most?")).toContainText(
    "Not all reports are known. Not all entries could be read.",
  );
});

test("where everything is refused nothing is claimed", async ({ page, aws }) => {
  await aws.fail(...OPERATIONS.map((operation) => ({ kind: "deny" as const, operation })));
  await page.goto(inVirginia("/"));

  await expect(page.getByRole("alert").filter({ hasText: "us-east-1 is not complete." })).toHaveCount(8);
  await expect(page.getByText("license-manager:ListLicenseConfigurations").first()).toBeVisible();
  await expect(page.getByText("Nothing could be read, so nothing can be said.")).toBeVisible();
  await expect(page.getByText("Nothing needs attention")).toBeHidden();
  await expect(findings(page)).toHaveCount(0);
});

test("a refresh finds what has changed", async ({ page, aws }) => {
  await aws.fail({ kind: "deny", operation: "ListLicenseConfigurations" });
  await page.goto(inVirginia("/"));
  await expect(page.getByText(/more is unknown/)).toBeVisible();
  await expect(findings(page).filter({ hasText: "SQL Server Enterprise" })).toHaveCount(0);
  await aws.recover();
  await page.getByRole("button", { name: "Refresh" }).click();

  await expect(findings(page).filter({ hasText: "SQL Server Enterprise" })).toHaveCount(1);
  await expect(page.getByText(/more is unknown/)).toBeHidden();
});

test("the chosen regions go along from page to page", async ({ page }) => {
  await page.goto("/import-image-tasks?region=us-east-1&region=eu-west-1");
  await expect(page.getByText("13 imports · 2 of 2 regions")).toBeVisible();
  await pickerButton(page).click();
  await mark(page, "us-east-1").click();
  await expect(page.getByText("13 imports · 2 of 2 regions")).toBeVisible();
  await apply(page).click();

  await expect(page.getByText("6 imports · 1 of 1 region")).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Fast launch" }).click();
  await expect(rows(page)).toHaveCount(5);
  await expect(page).toHaveURL("/fast-launch-images?region=eu-west-1");
});

const ALL_FOUND = /^\d+ findings, worst first$/;
const ORDER = ["Needs action", "Soon", "Unknown", "Can be done"];

const findings = (page: Page) => page.getByRole("region", { name: "Needs attention" }).getByRole("listitem");
