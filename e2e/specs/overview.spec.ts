import type { Page, Route } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { inVirginia } from "@/e2e/support/pages";
import { readRows } from "@/e2e/support/read-rows";
import { apply, mark, pickerButton } from "@/e2e/support/scope-picker";
import { cells, chart, facet, panel, rows } from "@/e2e/support/table";
import type { Finding } from "@/lib/resources/findings";
import { SAMPLE_REGIONS } from "@/lib/scripts/sample-environment";

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

test("what needs attention is said in sentences, under what it leads to, the worst first", async ({ page }) => {
  await page.goto(inVirginia("/"));
  await expect(page.getByText(ALL_FOUND)).toBeVisible();

  for (const sentence of [
    "SQL Server Enterprise consumes 3,670 of 3,229 vCPUs: 441 over a soft limit.",
    "SQL Server Standard consumes 1,770 of 1,770 vCPUs: the next launch is blocked.",
    "Telephony gateway failed to import, going by AWS’s message: ClientError: Unsupported kernel version 5.8.0-59-generic",
    "could not enable fast launch: Client.VpcLimitExceeded",
    "2 images lose their last available usage report within 3 days.",
    "has no usage report that is available, so whether anyone uses it is unknown.",
  ]) {
    await expect(findings(page).filter({ hasText: sentence })).toHaveCount(1);
  }
  const headings = await attention(page).getByRole("heading", { level: 3 }).allTextContents();
  expect(headings.map((text) => text.replace(/ \d+$/, ""))).toEqual(GROUPS);
});

test("every finding leads to exactly the rows that it speaks of, and is the same for programs", async ({ page, request }) => {
  // It opens a page for each.
  test.slow();
  const found = await readRows<Finding>(request, "/findings", ALL_READ);
  expect(found.length).toBeGreaterThan(20);
  await page.goto(`/?${ALL_READ}`);

  for (const { href, message, subject } of found) {
    await test.step(message, async () => {
      await expect(page.getByText(`${found.length} findings, worst first`)).toBeVisible();
      await showAll(page);
      await findings(page).filter({ hasText: message }).getByRole("link").click();
      await expect(page).toHaveURL(href);
      if (new URL(href, page.url()).pathname.split("/").length > 2) {
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject.name ?? subject.id ?? "");
      } else {
        const count = subject.id === null ? subject.name?.split(" ")[0] : "1";
        await expect(page.getByText(new RegExp(`^${count} of [\\d,]+$`))).toBeVisible();
      }
      expect(new URL(page.url()).searchParams.getAll("region")).toEqual([...SAMPLE_REGIONS]);
      await page.goBack();
    });
  }
});

test("nothing is said before every list has arrived, and nothing is put above what is said", async ({ page }) => {
  const held: Route[] = [];
  await page.route("**/api/image-references?*", (route) => void held.push(route));
  await page.goto(inVirginia("/"));
  await expect(page.getByText("7 of 8 lists read")).toBeVisible();

  await expect(attention(page).getByText("Reading…")).toBeVisible();
  await expect(findings(page)).toHaveCount(0);
  for (const route of held) await route.continue();
  await expect(page.getByText(ALL_FOUND)).toBeVisible();
});

test("while lists are read again what was said stays as it is, and changes at once when all are here", async ({ page, aws }) => {
  await page.goto(inVirginia("/"));
  await expect(page.getByText(ALL_FOUND)).toBeVisible();
  const before = await findings(page).allTextContents();
  await aws.fail({ kind: "deny", operation: "ListLicenseConfigurations" }, { kind: "slow", operation: "DescribeImages", ms: 1_500 });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Configurations" })).toBeVisible();

  expect(await findings(page).allTextContents()).toEqual(before);
  await expect(page.getByRole("progressbar", { name: "Reading from AWS" })).toBeHidden();
  await expect(page.getByText(/more is unknown/)).toBeVisible();
});

test("a finding leads to its rows, in the regions it was found in", async ({ page }) => {
  await page.goto(inVirginia("/"));
  await expect(page.getByText(ALL_FOUND)).toBeVisible();

  await test.step("one row, open", async () => {
    await findings(page).filter({ hasText: "Telephony gateway failed to import" }).getByRole("link").click();
    await expect(panel(page)).toContainText("Telephony gateway");
    await page.goBack();
    await expect(page.getByText(ALL_FOUND)).toBeVisible();
  });
  await test.step("several rows, filtered", async () => {
    await findings(page).filter({ hasText: "could not enable fast launch" }).getByRole("link").click();
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

  await test.step("what is counted is at least so much, and leads to just as many rows", async () => {
    const counted = findings(page).filter({ hasText: "have no usage report" });
    await expect(counted).toContainText(/^At least \d+ images/);
    const [count] = /\d+/.exec((await counted.textContent()) ?? "") ?? [];
    await counted.getByRole("link").click();
    await expect(page.getByText(new RegExp(`^${count} of [\\d,]+$`))).toBeVisible();
  });
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
const GROUPS = ["Blocks launches", "Costs money", "Blocks removal", "Cannot be known", "Also"];
/** The regions in which nothing fails. */
const ALL_READ = SAMPLE_REGIONS.map((region) => `region=${region}`).join("&");

const attention = (page: Page) => page.getByRole("region", { name: "Needs attention" });
const findings = (page: Page) => attention(page).getByRole("listitem");

/** Opens the groups that show their first findings only. */
async function showAll(page: Page): Promise<void> {
  for (const more of await attention(page)
    .getByRole("button", { name: /^Show \d+ more$/ })
    .all())
    await more.click();
}
