import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { cells, chart, heading, openRow, panel, rows } from "@/e2e/support/table";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";

const LIMITS = "How close are licenses to their limit?";
const TYPES = "What consumes them?";

test("a configuration without a limit has no percentage, and says why", async ({ page }) => {
  await page.goto(inVirginia("/license-configurations", "columns=limitStatus,name,consumedLicenses,licenseCount,use"));
  const row = rows(page).filter({ hasText: "RHEL subscriptions" });
  await expect(row.getByRole("gridcell")).toHaveText([
    "no limit",
    "RHEL subscriptions",
    "1,370",
    "—No limit is set",
    "—No limit is set, so there is no percentage",
  ]);
  await expect(rows(page).filter({ hasText: "SAP HANA runtime" }).getByRole("gridcell").last()).toHaveText("0 %");

  await page.getByRole("searchbox").fill("RHEL subscriptions");
  await expect(chart(page, LIMITS).getByText("1,370 instances, no limit")).toBeVisible();
  await expect(chart(page, LIMITS)).not.toContainText("%");
});

test("what is over its limit comes first, and by how many", async ({ page }) => {
  await page.goto(inVirginia("/license-configurations", "columns=limitStatus,name,over"));
  await expect(rows(page).first().getByRole("gridcell")).toHaveText(["over", "SQL Server Enterprise", "441"]);
  await expect(chart(page, LIMITS).getByText("3,670 of 3,229 vCPUs")).toBeVisible();

  await chart(page, "Where do the configurations stand?").getByRole("button", { name: "over", exact: true }).click();
  await expect(page.getByText("1 of 8")).toBeVisible();
  await openRow(page, "SQL Server Enterprise");
  await expect(panel(page)).toContainText("soft");
});

test("licenses of different counting types are never added up", async ({ page, request }) => {
  const typeOf = new Map(
    (await read<LicenseConfiguration>(request, "/license-configurations")).map((row) => [
      row.licenseConfigurationArn,
      row.licenseCountingType,
    ]),
  );
  const uses = await read<LicenseUse>(request, "/license-usage");
  const sums = (type: string) => sumsByResource(uses.filter((use) => typeOf.get(use.licenseConfigurationArn) === type));

  await page.goto(inVirginia("/license-usage"));
  const units = page.getByRole("group", { name: "Counted by" });
  await expect(units.getByRole("radio")).toHaveCount(4);
  await expect(units.getByRole("radio", { name: "Instance 1,372 resources" })).toBeChecked();
  await expect(chart(page, TYPES)).toContainText("Licenses counted by Instance, now.");
  await chart(page, TYPES).getByRole("button", { name: "View as table" }).click();
  await expect.poll(() => numbers(page)).toEqual(sums("Instance"));

  for (const type of ["Core", "vCPU", "Socket"]) {
    await units.getByRole("radio", { name: type }).check();
    await expect(chart(page, TYPES)).toContainText(`Licenses counted by ${type}, now.`);
    await expect(chart(page, "Which accounts consume them?")).toContainText(`Licenses counted by ${type}, now.`);
    await expect.poll(() => numbers(page)).toEqual(sums(type));
  }
  await expect(page).toHaveURL(/counted=Socket/);
});

test("use is listed under the names of its configurations", async ({ page }) => {
  await page.goto(inVirginia("/license-usage"));
  await page
    .getByRole("group", { name: "Configuration" })
    .getByRole("checkbox", { name: /^MATLAB Parallel Server/ })
    .check();

  await expect(page.getByText("6 of 1,956")).toBeVisible();
  await expect(heading(page, "Configuration")).toBeVisible();
  for (const name of await cells(page, "Configuration")) expect(name).toMatch(/^MATLAB Parallel Server …/);
});

test("where the configurations are refused there are rows, but no totals", async ({ page, aws, request }) => {
  const [matlab] = (await read<LicenseConfiguration>(request, "/license-configurations")).filter(({ name }) => name?.startsWith("MATLAB"));
  await aws.fail({ kind: "deny", operation: "ListLicenseConfigurations" });
  await page.goto(inVirginia("/license-usage", `license-configuration-arn=${matlab?.licenseConfigurationArn}`));

  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByText("it is not known in which unit each one counts: there are no totals")).toBeVisible();
  await expect(chart(page, TYPES)).toBeHidden();
});

test("while the configurations are being read it is not said that they could not be", async ({ page, aws, request }) => {
  const [matlab] = (await read<LicenseConfiguration>(request, "/license-configurations")).filter(({ name }) => name?.startsWith("MATLAB"));
  await aws.fail({ kind: "stall", operation: "ListLicenseConfigurations" });
  await page.goto(inVirginia("/license-usage", `license-configuration-arn=${matlab?.licenseConfigurationArn}`));

  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByText("6 resources · 1 of 1 region")).toBeVisible();
  await expect(page.getByText("it is not known in which unit each one counts")).toBeHidden();
  await expect(chart(page, TYPES)).toBeHidden();
});

/** The totals of the chart as a table, by resource type. */
async function numbers(page: Page): Promise<Record<string, string>> {
  const lines = await chart(page, TYPES).getByRole("table", { name: TYPES }).getByRole("row").all();
  const pairs = lines
    .slice(1)
    .map(async (line) => [await line.getByRole("rowheader").textContent(), await line.getByRole("cell").last().textContent()]);
  return Object.fromEntries(await Promise.all(pairs));
}

function sumsByResource(uses: readonly LicenseUse[]): Record<string, string> {
  const sums = new Map<string, number>();
  for (const { resourceType, consumedLicenses } of uses) {
    sums.set(resourceType ?? "", (sums.get(resourceType ?? "") ?? 0) + (consumedLicenses ?? 0));
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum > 0).map(([type, sum]) => [type, sum.toLocaleString("en")]));
}

async function read<Row>(request: APIRequestContext, path: string): Promise<Row[]> {
  return (await (await request.get(inVirginia(`/api${path}`, "format=json"))).json()).rows;
}
