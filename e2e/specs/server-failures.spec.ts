import { test as base, expect } from "@/e2e/support/aws";
import { csvName, saved } from "@/e2e/support/csv";
import { type CuttingProxy, cuttingProxy } from "@/e2e/support/cutting-proxy";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { inVirginia } from "@/e2e/support/pages";
import { alert, failure, rows, watchRows } from "@/e2e/support/table";

const ENTRIES = "/image-usage-report-entries";
const FAST_LAUNCH = "**/api/fast-launch-images?*";
const LAST_READING = "The refresh failed: the server could not be reached. The rows below are those of the last reading.";

const test = base.extend<{ way: CuttingProxy }>({
  breaksConnections: true,
  way: async ({ baseURL }, use) => {
    // The first line says what is read, the second has the first page of rows.
    const way = await cuttingProxy(baseURL ?? "", `/api${ENTRIES}?`, 2);
    await use(way);
    await way.close();
  },
});

test("a connection that breaks amid the rows keeps those that arrived, and says that they are not all", async ({ page, way }) => {
  way.hold();
  await page.goto(`${way.url}${inVirginia(ENTRIES, "reports=all")}`);
  await expect(page.getByText("1,000 entries · 0 of 1 region so far")).toBeVisible();
  way.cut();

  await expect(alert(page, "The connection broke before everything had arrived.")).toContainText(
    "The 1,000 rows below had arrived before.",
  );
  await expect(page.getByText("1,000 of 1,000")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  expect((await saved(page)).name).toMatch(csvName("usage-by-account", "_partial"));

  await alert(page, "The connection broke").getByRole("button", { name: "Read again" }).click();
  await expect(page.getByText("5,350 entries · 1 of 1 region")).toBeVisible();
  await expect(alert(page, "The connection broke")).toBeHidden();
  expect((await saved(page)).name).not.toContain("partial");
});

test("a refresh that breaks amid the rows leaves all those of before", async ({ page, way }) => {
  await page.goto(`${way.url}${inVirginia(ENTRIES, "reports=all")}`);
  await expect(page.getByText("5,350 entries · 1 of 1 region")).toBeVisible();
  const fewest = await watchRows(page);
  way.hold();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("reading again")).toBeVisible();
  await expect.poll(() => way.held()).toBe(1);
  way.cut();

  await expect(alert(page, LAST_READING)).toBeVisible();
  await expect(page.getByText("5,350 of 5,350")).toBeVisible();
  expect(await fewest()).toBe(5_350);
});

test("where the server is gone at a refresh the rows stay, and it is said how old they are", async ({ page }) => {
  await page.clock.install();
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(page.getByText("9 images · 1 of 1 region · read just now")).toBeVisible();
  await page.route(FAST_LAUNCH, (route) => route.abort("connectionrefused"));
  await page.clock.fastForward("07:00");
  await page.getByRole("button", { name: "Refresh" }).click();

  await expect(alert(page, LAST_READING)).toBeVisible();
  await expect(page.getByText("9 images · 1 of 1 region · read 7 minutes ago")).toBeVisible();
  await expect(rows(page)).toHaveCount(9);

  await page.unroute(FAST_LAUNCH);
  await alert(page, LAST_READING).getByRole("button", { name: "Read again" }).click();
  await expect(alert(page, LAST_READING)).toBeHidden();
  await expect(rows(page)).toHaveCount(9);
});

test("where the server is gone at a retry, the rows and what had failed stay", async ({ page }) => {
  await page.goto(`/fast-launch-images?region=us-east-1&region=${DENIED_REGION}`);
  await expect(rows(page)).toHaveCount(9);
  const denied = failure(page, `${DENIED_REGION} is not complete.`);
  const retry = page.getByRole("button", { name: "Retry this" });
  await page.route(FAST_LAUNCH, (route) => route.abort("connectionrefused"));
  await retry.click();

  await expect(alert(page, "the server could not be reached")).toBeVisible();
  await expect(denied).toContainText("UnauthorizedOperation");
  await expect(retry).toBeEnabled();
  await expect(rows(page)).toHaveCount(9);
});

test("where the server is gone from the start nothing is claimed", async ({ page }) => {
  await page.route(FAST_LAUNCH, (route) => route.abort("connectionrefused"));
  await page.goto(inVirginia("/fast-launch-images"));

  await expect(alert(page, "The connection broke before everything had arrived.")).toBeVisible();
  await expect(page.getByText("Nothing could be read, so nothing can be said.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Export CSV" })).toBeDisabled();

  await page.unroute(FAST_LAUNCH);
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(rows(page)).toHaveCount(9);
});

test("the overview says which list the server did not give", async ({ page }) => {
  await page.route("**/api/license-configurations?*", (route) => route.abort("connectionrefused"));
  await page.goto(inVirginia("/"));

  await expect(alert(page, "Configurations could not be read")).toBeVisible();
  await expect(page.getByText(/^\d+ findings in what could be read; more is unknown, worst first$/)).toBeVisible();
});
