import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { exported } from "@/e2e/support/csv";
import { inVirginia } from "@/e2e/support/pages";
import { readRows } from "@/e2e/support/read-rows";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";

test("from the overview one click leads to what proves that a configuration is over its limit", async ({ page, request }) => {
  const configurations = await readRows<LicenseConfiguration>(request, "/license-configurations");
  const over = configurations.find(({ licenseCount, consumedLicenses }) => licenseCount !== null && (consumedLicenses ?? 0) > licenseCount);
  const { consumedLicenses: consumed, licenseCount: limit } = over ?? {};
  if (!over || !consumed || !limit) throw new Error("No configuration is over its limit.");
  const uses = await usesOf(request, over);
  await page.goto(inVirginia("/"));
  await expect(page.getByText(/^\d+ findings, worst first$/)).toBeVisible();
  await page.getByRole("link", { name: `Review use: ${over.name}` }).click();

  await test.step("consumed, limit, over by how much and since when", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(over.name ?? "");
    await expect(section(page, "Limit and use")).toContainText(`${count(consumed)} of ${count(limit)}`);
    await expect(fact(page, "Entitled to")).toHaveText(count(limit));
    await expect(fact(page, "Over the limit")).toHaveText(`By ${count(consumed - limit)}`);
    await expect(fact(page, "Over since")).toContainText(`${passedAt(uses, limit)} at the latest.`);
    await expect(fact(page, "Reconciliation")).toContainText("agrees");
    await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  });
  await test.step("by account", async () => {
    const byAccount = new Map<string, number>();
    for (const { resourceOwnerId: account, consumedLicenses: licenses } of uses) {
      byAccount.set(account ?? "", (byAccount.get(account ?? "") ?? 0) + (licenses ?? 0));
    }
    const lines = await tableOf(page, "Consumption by account");
    expect(lines).toHaveLength(byAccount.size);
    for (const [account = "", , licenses = ""] of lines) expect(licenses, account).toBe(count(byAccount.get(digitsOf(account)) ?? -1));
  });
  await test.step("the rows add up to it", async () => {
    const lines = await tableOf(page, "Resources that consume licenses");
    expect(lines).toHaveLength(uses.length);
    expect(lines.at(-1)?.at(-1)).toBe(count(consumed));
    expect(lines.reduce((sum, line) => sum + Number(line.at(-2)?.replaceAll(",", "")), 0)).toBe(consumed);
  });
  await test.step("as whom, where and how it was read", async () => {
    const read = section(page, "How it was read");
    for (const words of [
      "111122223333:user/ami-ledger-sample-data",
      "us-east-1",
      "ListUsageForLicenseConfiguration",
      String(count(uses.length)),
    ]) {
      await expect(read).toContainText(words);
    }
  });
});

test("a modest configuration is proved on one printed page, without what is for the screen", async ({ page, request }) => {
  const configurations = await readRows<LicenseConfiguration>(request, "/license-configurations");
  const modest = configurations.find(({ name }) => name?.startsWith("MATLAB"));
  const uses = await usesOf(request, modest);
  await page.goto(inVirginia(`/license-configurations/${modest?.licenseConfigurationArn}`));
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  await page.emulateMedia({ media: "print" });

  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/^AMI Ledger, printed \d{4}-\d\d-\d\d/)).toBeVisible();
  await expect(page.getByRole("table", { name: "Resources that consume licenses" }).getByRole("row")).toHaveCount(1 + uses.length);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test("where the use is refused it is not known how much is over, nor since when", async ({ page, request, aws }) => {
  const [over] = (await readRows<LicenseConfiguration>(request, "/license-configurations")).filter(
    ({ licenseCount, consumedLicenses }) => licenseCount !== null && (consumedLicenses ?? 0) > licenseCount,
  );
  await aws.fail({ kind: "deny", operation: "ListUsageForLicenseConfiguration" });
  await page.goto(inVirginia(`/license-configurations/${over?.licenseConfigurationArn}`));

  await expect(page.getByText("Not complete: see “How it was read”")).toBeVisible();
  await expect(fact(page, "Over since")).toContainText("Not known (not permitted)");
  await expect(section(page, "By account")).toContainText("Not known (not permitted)");
  await expect(page.getByText("license-manager:ListUsageForLicenseConfiguration").first()).toBeVisible();
});

test("configurations of several regions are grouped by name, and two counting types are never one line", async ({ page, request }) => {
  const everywhere = "region=us-east-1&region=eu-west-1&region=ap-south-1";
  const configurations = await readRows<LicenseConfiguration>(request, "/license-configurations", everywhere);
  const groups = new Map<string, number>();
  for (const { name, licenseCountingType: type, consumedLicenses } of configurations) {
    groups.set(`${name} ${type}`, (groups.get(`${name} ${type}`) ?? 0) + (consumedLicenses ?? 0));
  }
  expect(groups.size).toBeLessThan(configurations.length);
  await page.goto(`/license-configurations?${everywhere}`);
  await page.getByRole("button", { name: "Group by name" }).click();
  await expect(page.getByText(`${groups.size} of ${groups.size}`)).toBeVisible();

  const [head = [], ...lines] = (await exported(page)).lines;
  const at = (line: string[], column: string): string => line[head.indexOf(column)] ?? "";
  const said = lines.map((line) => [`${at(line, "name")} ${at(line, "licenseCountingType")}`, Number(at(line, "consumed"))]);
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(groups));
});

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

const fact = (page: Page, label: string) =>
  section(page, "Limit and use")
    .locator("dt", { hasText: new RegExp(`^${label}$`) })
    .locator("+ dd");

/** The cells of a table, line by line, without the headings. */
const tableOf = (page: Page, name: string): Promise<string[][]> =>
  page
    .getByRole("table", { name })
    .locator("tbody tr")
    .evaluateAll((lines) => lines.map((line) => [...line.children].map(({ textContent }) => textContent ?? "")));

const count = (number: number): string => number.toLocaleString("en");

const digitsOf = (text: string): string => (/\d{4}-\d{4}-\d{4}/.exec(text)?.[0] ?? "").replaceAll("-", "");

const usesOf = (request: Parameters<typeof readRows>[0], configuration: LicenseConfiguration | undefined) =>
  readRows<LicenseUse>(request, "/license-usage", `region=us-east-1&license-configuration-arn=${configuration?.licenseConfigurationArn}`);

/** When what is consumed now went over the limit, as `2026-11-20 22:06:56 UTC`. */
function passedAt(uses: readonly LicenseUse[], limit: number): string {
  let total = 0;
  const passing = uses
    .toSorted((a, b) => Date.parse(a.associationTime ?? "") - Date.parse(b.associationTime ?? ""))
    .find(({ consumedLicenses }) => {
      total += consumedLicenses ?? 0;
      return total > limit;
    });
  return `${new Date(passing?.associationTime ?? "").toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
