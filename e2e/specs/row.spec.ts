import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { accountDigits, cells, chart, openRow, panel, rows } from "@/e2e/support/table";

test("an account is shown by name and digits, and copied as 12 digits, zeros and all", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(inVirginia("/image-usage-report-entries", "filter.account-id=00*"));
  await expect(chart(page, "Which images are used most?")).toBeVisible();
  const shown = async () => (await cells(page, "Account"))[0] ?? "";
  await expect.poll(shown).toMatch(/^\S.* \(00\d\d-\d{4}-\d{4}\)$/);
  const digits = accountDigits(await shown()).replaceAll("-", "");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  await test.step("from the table", async () => {
    await rows(page).first().hover();
    await rows(page).first().getByRole("button", { name: "Copy account" }).click();
    await expect(rows(page).first().getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await copied()).toBe(digits);
    await expect(panel(page)).toBeHidden();
  });
  await test.step("and from the panel", async () => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await rows(page).first().getByRole("gridcell").first().click();
    await panel(page).getByRole("button", { name: "Copy account" }).click();
    await expect.poll(copied).toBe(digits);
  });
});

test("the console opens in the row's own region", async ({ page }) => {
  await page.goto("/fast-launch-images?region=us-east-1&region=eu-west-1");
  await openRow(page, "InsufficientInstanceCapacity");

  const image = await panel(page).getByRole("heading").textContent();
  await expect(panel(page)).toContainText("eu-west-1");
  await expect(panel(page).getByRole("link", { name: "Open in AWS console" })).toHaveAttribute(
    "href",
    `https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#ImageDetails:imageId=${image}`,
  );
});

test("a row tells what AWS did not say, and every member as AWS gave it", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await openRow(page, "enabling-failed");
  await expect(panel(page).getByText("AWS did not say a target").last()).toBeVisible();
  await expect(panel(page).getByText(/\d UTC$/)).toBeVisible();

  await panel(page).getByText("Every member, as AWS gave it").click();
  await expect(panel(page).getByText('"targetResourceCount": null')).toBeVisible();
});

test("a failed import is told from a cancelled one, and neither shows the address of its disk", async ({ page }) => {
  await page.goto(inVirginia("/import-image-tasks"));
  const outcome = (task: string) => rows(page).filter({ hasText: task }).getByRole("gridcell").first();
  await expect(outcome("Telephony gateway")).toHaveText("failed");
  await expect(outcome("Badge reader backend")).toHaveText("cancelled");

  await openRow(page, "Telephony gateway");
  await panel(page).getByText("Every member, as AWS gave it").click();
  await expect(panel(page).getByText('"s3Key": "wave7/pbx-gw.ova"')).toBeVisible();
  await expect(panel(page)).not.toContainText("X-Amz-Signature");
});

test("words that look like markup are only words", async ({ page }) => {
  await page.goto(inVirginia("/import-image-tasks"));
  await openRow(page, "Label printing");

  await expect(panel(page).getByText("Label printing <b>&amp; scanning</b>", { exact: true })).toBeVisible();
});
