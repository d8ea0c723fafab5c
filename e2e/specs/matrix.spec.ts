import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { exported } from "@/e2e/support/csv";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { countedEntries, countedReport, type Fleet, readFleet, sumOf } from "@/e2e/support/fleet";
import { inVirginia } from "@/e2e/support/pages";
import { grid, panel } from "@/e2e/support/table";

test("every cell and every total of the matrix is what the rows add up to, and the unknown is no zero", async ({ page, request }) => {
  const fleet = await readFleet(request);
  const accounts = [...new Set(fleet.images.flatMap(({ imageId }) => accountsOf(fleet, imageId)))];
  await page.goto(inVirginia("/usage-matrix"));
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(fleet.images.length + 2));
  await expect(grid(page)).toHaveAttribute("aria-colcount", String(accounts.length + 2));

  const [head = [], totals = [], ...lines] = (await exported(page)).lines;
  const columns = head.slice(FIRST_CELL).map((name) => /\d{12}/.exec(name)?.[0] ?? "");
  expect(columns.toSorted()).toEqual(accounts.toSorted());
  const all = fleet.images.reduce((sum, { imageId }) => sum + sumOf(countedEntries(fleet, imageId)), 0);
  expect(totals[TOTAL]).toBe(`at least ${all}`);
  await expect(page.getByText(`≥ ${all.toLocaleString("en")} references`)).toBeVisible();

  expect(lines).toHaveLength(fleet.images.length);
  for (const line of lines) {
    const image = line[ID] ?? "";
    const entries = countedEntries(fleet, image);
    const countedIn = (account: string) => sumOf(entries.filter(({ accountId }) => accountId === account));
    const expected = columns.map((account) => cellOf(fleet, image, account, countedIn(account)));
    expect(line.slice(FIRST_CELL), image).toEqual(expected);
    expect(numberIn(line[TOTAL]), image).toBe(sumOf(entries) === 0 && !isWhole(fleet, image) ? null : sumOf(entries));
  }
});

test("keys move along the cells, open one, and come back to it", async ({ page }) => {
  await page.goto(inVirginia("/usage-matrix"));
  await active(page).focus();
  const [lastRow, lastColumn] = await Promise.all(["aria-rowcount", "aria-colcount"].map((name) => grid(page).getAttribute(name)));
  const MOVES = [
    ["ArrowRight", "3", "4"],
    ["ArrowDown", "4", "4"],
    ["End", "4", lastColumn],
    ["Home", "4", "3"],
    ["Control+End", lastRow, lastColumn],
    ["Control+Home", "3", "3"],
    ["ArrowUp", "3", "3"],
    ["ArrowDown", "4", "3"],
  ] as const;
  for (const [key, row, column] of MOVES) {
    await page.keyboard.press(key);
    await expect(focused(page), key).toHaveAttribute("aria-colindex", column ?? "");
    await expect(page.getByRole("row").filter({ has: focused(page) }), key).toHaveAttribute("aria-rowindex", row ?? "");
    await expect(focused(page), key).toBeInViewport();
  }
  const words = (await focused(page).getAttribute("aria-label")) ?? "";
  expect(words).toMatch(/^.+: (?:no references counted|(?:at least )?[\d,]+ references?.*|not reported.*), counted .* ago$/);
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText(words);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(focused(page)).toHaveAttribute("aria-label", words);
});

test("where nothing could be read there is no sum, not even of 0", async ({ page }) => {
  await page.goto(`/usage-matrix?region=${DENIED_REGION}`);

  await expect(page.getByText("Not permitted", { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("0 references");
});

test("where no report could be read the sum is unknown, and no account is counted", async ({ page, aws }) => {
  await aws.fail({ kind: "deny", operation: "DescribeImageUsageReports" }, { kind: "deny", operation: "DescribeImageUsageReportEntries" });
  await page.goto(inVirginia("/usage-matrix"));

  await expect(page.getByText(/^unknown references to \d+ images\./)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("0 accounts");
});

test("the address opens a cell again, whichever way round the matrix is, and its numbers are the rows'", async ({ page, request }) => {
  const fleet = await readFleet(request);
  const used = fleet.images.filter(({ imageId }) => isWhole(fleet, imageId ?? "") && accountsOf(fleet, imageId).length > 0);
  const chosen = [0, 0.5, 0.99].map((share) => {
    const image = used[Math.floor(share * used.length)];
    const accounts = accountsOf(fleet, image?.imageId ?? "");
    return { image, account: accounts[Math.floor(share * accounts.length)] };
  });
  await page.goto(inVirginia("/usage-matrix"));
  await page.getByRole("button", { name: "Accounts as rows" }).click();
  await expect(grid(page)).toHaveAttribute("aria-colcount", String(fleet.images.length + 2));
  await active(page).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/rows=accounts.*cell=/);
  const [cell = ""] = [new URL(page.url()).searchParams.get("cell")].flatMap((text) => text ?? []);

  for (const { image, account } of chosen) {
    await test.step(`${image?.name} in ${account}`, async () => {
      const key = cell.replace(/ami-[0-9a-f]+~\d+$/, `${image?.imageId}~${account}`);
      expect(key).toContain(`${image?.imageId}~${account}`);
      const own = countedEntries(fleet, image?.imageId ?? "").filter(({ accountId }) => accountId === account);
      await page.goto(inVirginia("/usage-matrix", `rows=accounts&cell=${encodeURIComponent(key)}`));
      await expect(panel(page).getByRole("heading", { name: image?.name ?? "" })).toBeVisible();
      await expect(panel(page)).toContainText(`: ${sumOf(own).toLocaleString("en")} reference`);
      await expect(panel(page)).toContainText(countedReport(fleet, image?.imageId ?? "")?.reportId ?? "");
      await expect(page.getByRole("button", { name: "Accounts as rows" })).toHaveAttribute("aria-pressed", "true");
      await expect(grid(page)).toHaveAttribute("aria-colcount", String(fleet.images.length + 2));
    });
  }
});

test("the matrix is narrowed, grouped and counted by type, and its total follows", async ({ page, request }) => {
  const fleet = await readFleet(request);
  const total = (images: Fleet["images"], type?: string) =>
    images.reduce((sum, { imageId }) => sum + sumOf(countedEntries(fleet, imageId), type), 0).toLocaleString("en");
  await page.goto(inVirginia("/usage-matrix"));
  await expect(page.getByText(`≥ ${total(fleet.images)} references`)).toBeVisible();

  await choice(page, "Count").selectOption("ec2:LaunchTemplate");
  await expect(page.getByText(`≥ ${total(fleet.images, "ec2:LaunchTemplate")} launch templates`)).toBeVisible();
  await choice(page, "Count").selectOption("all types");
  await page.getByLabel("Deprecated only").check();
  const deprecated = fleet.images.filter(({ deprecationTime }) => deprecationTime !== null && Date.parse(deprecationTime) < Date.now());
  await expect(page.getByText(`≥ ${total(deprecated)} references`)).toBeVisible();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(deprecated.length + 2));
  await page.getByRole("button", { name: "Clear" }).click();
  await choice(page, "Group").selectOption("unit");
  await expect(page).toHaveURL(/group=unit/);
  await expect(grid(page).getByRole("columnheader").filter({ hasText: "ou-" })).not.toHaveCount(0);
});

/** Columns of the file. */
const [ID, TOTAL, FIRST_CELL] = [2, 4, 5];

/** The one cell of the grid that keys begin at. */
const active = (page: Page) => grid(page).locator("[data-active]");

/** A choice of the toolbar, by what is chosen. */
const choice = (page: Page, name: string) => page.getByRole("combobox", { name });

const focused = (page: Page) => page.locator("[data-active]:focus");

const accountsOf = (fleet: Fleet, imageId: string | null): string[] => [
  ...new Set(countedEntries(fleet, imageId).flatMap(({ accountId }) => accountId ?? [])),
];

function isWhole(fleet: Fleet, imageId: string): boolean {
  const report = countedReport(fleet, imageId);
  return report !== null && report.resourceTypes.length === 2 && report.accountIds.length === 0;
}

/** What the file has to say of an image in an account: a number only where the report looked at all of it. */
function cellOf(fleet: Fleet, imageId: string, account: string, sum: number): string {
  const report = countedReport(fleet, imageId);
  if (report === null) return "not reported";
  const hasAccount = report.accountIds.length === 0 || report.accountIds.includes(account);
  if (!hasAccount) return "not covered";
  if (report.resourceTypes.length === 2) return String(sum);
  return sum === 0 ? "not covered" : `at least ${sum}`;
}

/** `12`, and `at least 12`; null of `unknown`. */
function numberIn(text: string | undefined): number | null {
  const digits = /\d+$/.exec(text ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
}
