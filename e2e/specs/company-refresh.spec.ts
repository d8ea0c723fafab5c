import { COMPANY } from "@/e2e/support/addresses";
import { expect, test } from "@/e2e/support/aws";
import { expectAccessible } from "@/e2e/support/axe";
import { scope, unit } from "@/e2e/support/company";
import { csvName, exported, saved } from "@/e2e/support/csv";
import { alert, cells, failure, rows, watchRows } from "@/e2e/support/table";

test.use({ place: COMPANY });

const FAST_LAUNCH = "DescribeFastLaunchImages";

test("a refresh in which one scope fails keeps its last good rows, and says how old they are", async ({ page, aws }) => {
  await page.goto("/fast-launch-images");
  await expect(page.getByText("240 images · 40 of 40 scopes")).toBeVisible();
  const fewest = await watchRows(page);
  await aws.fail({ kind: "deny", operation: FAST_LAUNCH, ...scope(5, "eu-west-1") });
  await page.getByRole("button", { name: "Refresh" }).click();

  const line = failure(page, `${unit(5).label}, eu-west-1 is not complete.`);
  await expect(line).toContainText(/The rows are shown as read at \d\d:\d\d\./);
  await expect(page.getByText("240 images · 39 of 40 scopes")).toBeVisible();
  expect((await saved(page)).name).toMatch(csvName("fast-launch", "_partial"));

  await aws.recover();
  const before = (await aws.calls()).length;
  await page.getByRole("button", { name: "Retry this" }).click();
  await expect(page.getByText("240 images · 40 of 40 scopes")).toBeVisible();
  await expect(line).toBeHidden();
  expect((await aws.calls()).slice(before)).toMatchObject([{ operation: FAST_LAUNCH, ...scope(5, "eu-west-1") }]);
  expect(await fewest()).toBe(240);
});

test("a retry that fails again keeps the failure, and everything that is here", async ({ page, aws }) => {
  await aws.fail({ kind: "deny", operation: FAST_LAUNCH, ...scope(5, "eu-west-1") });
  await page.goto("/fast-launch-images");
  const line = failure(page, `${unit(5).label}, eu-west-1 is not complete.`);
  await expect(line).toContainText("UnauthorizedOperation");
  await expect(page.getByText("234 images · 39 of 40 scopes · read")).toBeVisible();
  await expect(page.getByText("234 of 234")).toBeVisible();
  const fewest = await watchRows(page);
  await aws.fail({ kind: "expired-credentials", operation: FAST_LAUNCH, ...scope(5, "eu-west-1") });
  await page.getByRole("button", { name: "Retry this" }).click();

  await expect(line).toContainText("RequestExpired");
  await expect(line).not.toContainText("UnauthorizedOperation");
  await expect(page.getByText("234 images · 39 of 40 scopes")).toBeVisible();
  expect(await fewest()).toBe(234);
});

test("an item that is added while a listing is read neither hides a row nor shows one twice", async ({ page, aws, request }) => {
  const operation = "ListUsageForLicenseConfiguration";
  const known = await (await request.get("/api/license-usage?format=json")).json();
  expect(known.rows).toHaveLength(480);
  await aws.fail({ kind: "add-item", operation, ...scope(6, "us-west-2"), after: 1 });
  await page.goto("/license-usage?page-size=5&columns=resourceArn");
  await expect(page.getByText(/^48[01] resources · 40 of 40 scopes/)).toBeVisible();
  await expect(rows(page).first()).toBeVisible();

  const { name, lines } = await exported(page);
  const resources = lines.slice(1).flat();
  expect(name).not.toContain("partial");
  expect(new Set(resources).size).toBe(resources.length);
  expect(resources).toEqual(expect.arrayContaining(known.rows.map(({ resourceArn }: { resourceArn: string }) => resourceArn)));
  expect((await aws.calls()).filter((call) => call.operation === operation && isIn(call, scope(6, "us-west-2"))).length).toBeGreaterThan(3);
});

test("many causes are a few lines at first, and keep to WCAG 2.2 AA when all are shown", async ({ page, aws }) => {
  const kinds = ["deny", "expired-credentials", "malformed", "internal-error"] as const;
  await aws.fail(...kinds.map((kind, place) => ({ kind, operation: FAST_LAUNCH, ...scope(place + 1, "eu-west-1") })), {
    kind: "deny",
    operation: FAST_LAUNCH,
    account: unit(6).id,
  });
  await page.setViewportSize({ width: 1440, height: 560 });
  await page.goto("/fast-launch-images");
  const all = alert(page, "9 scopes are not complete.");
  const lines = all.getByText(/(?:is|are) not complete\.$/);
  await expect(lines).toHaveCount(1 + 3);

  await all.getByRole("button", { name: "Show 2 more" }).click();
  await expect(lines).toHaveCount(1 + 5);
  await all.getByText("What AWS answered in each region").click();
  await expectAccessible(page, "light", "[role=alert]");
  await expectAccessible(page, "dark", "[role=alert]");
});

test("accounts are called by their names, and found by name and digits", async ({ page }) => {
  await page.goto("/fast-launch-images");
  await expect(page.getByText("240 of 240")).toBeVisible();
  for (const words of ["unit-3", "2000-0200", "200002000007"]) {
    await page.getByRole("searchbox").fill(words);
    await expect(page.getByText("30 of 240")).toBeVisible();
    await expect.poll(async () => new Set(await cells(page, "Owner"))).toEqual(new Set([unit(3).label]));
  }
});

const isIn = (call: { account: string; region: string }, where: { account: string; region: string }): boolean =>
  call.account === where.account && call.region === where.region;
