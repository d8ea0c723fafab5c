import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { csvName, exported } from "@/e2e/support/csv";
import { inVirginia } from "@/e2e/support/pages";
import { accountDigits, cells, facet, grid, heading, isSorted, rows } from "@/e2e/support/table";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

test("the file holds what is on screen: its columns, its order, its rows", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images", "columns=imageId,maxParallelLaunches,targetResourceCount,ownerId"));
  await expect(rows(page)).toHaveCount(9);
  await facet(page, "State", "enabled").check();
  await heading(page, "Image").getByRole("button").click();
  await expect(rows(page)).toHaveCount(5);
  await expect.poll(async () => isSorted(await cells(page, "Image"))).toBe(true);

  const { name, lines } = await exported(page);
  expect(name).toMatch(csvName("fast-launch"));
  expect(lines.shift()).toEqual(["imageId", "targetResourceCount", "maxParallelLaunches", "ownerId"]);
  const [images, targets, launches, owners] = await Promise.all(
    ["Image", "Target snapshots", "Parallel launches", "Owner"].map((column) => cells(page, column)),
  );
  const onScreen = images?.map((image, row) => [image, targets?.[row], launches?.[row], inFile(owners?.[row])]);
  expect(lines).toEqual(onScreen);
});

test("in the file an account keeps its zeros, and what AWS did not say is empty", async ({ page }) => {
  await test.step("zeros", async () => {
    await page.goto(inVirginia("/image-usage-report-entries", "filter.account-id=00*&columns=accountId,usageCount&q=ec2:LaunchTemplate"));
    await expect(rows(page).first()).toBeVisible();
    const { lines } = await exported(page);

    expect(lines.length).toBe(1 + Number((await grid(page).getAttribute("aria-rowcount")) ?? 0) - 1);
    for (const [account] of lines.slice(1)) expect(account).toMatch(/^00\d{10}$/);
  });
  await test.step("nothing", async () => {
    await page.goto(inVirginia("/fast-launch-images", "columns=state,targetResourceCount,stateTransitionReason&q=vpclimit"));
    await expect(rows(page)).toHaveCount(1);

    const { text } = await exported(page);
    expect(text).toBe(
      "state,targetResourceCount,stateTransitionReason\r\nenabling-failed,,Client.VpcLimitExceeded - The maximum number of VPCs has been reached.\r\n",
    );
  });
});

test("in the file hostile tags are one cell, as AWS gave them", async ({ page, request }) => {
  const [report] = await reportsWith(request, "filter.tag:Contact=*");
  await page.goto(inVirginia("/image-usage-reports", "q=runbook"));
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Tags" }).check();
  await expect(rows(page)).toHaveCount(1);

  const { lines } = await exported(page);
  const [columns = [], ...values] = lines;
  expect(values).toHaveLength(1);
  const cell = values[0]?.[columns.indexOf("tags")];
  expect(cell).toBe(report?.tags.map(({ key, value }) => `${key}=${value}`).join("; "));
  expect(cell).toContain('Notes==HYPERLINK("https://example.com","runbook"); __proto__=kept');
  expect(cell).toContain('CHG-20417\napproved: <b>M. O\'Neill</b> & "CAB"');
  expect(values[0]?.[columns.indexOf("creationTime")]).toBe(report?.creationTime);
});

test("a cell that a spreadsheet would run is defused in the file", async ({ page }) => {
  await page.route("**/api/import-image-tasks?*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('"Telephony gateway"', "\"=1+cmd|' /C calc'!A0\"") });
  });
  await page.goto(inVirginia("/import-image-tasks", "columns=description&facet.outcome=failed"));
  await expect(rows(page)).toHaveText("=1+cmd|' /C calc'!A0");

  expect((await exported(page)).lines).toEqual([["description"], ["'=1+cmd|' /C calc'!A0"]]);
});

/** An account on screen, as the file has it; a dash with its reason is an empty cell. */
const inFile = (shown = ""): string => accountDigits(shown).replaceAll("-", "");

async function reportsWith(request: APIRequestContext, filter: string): Promise<ImageUsageReport[]> {
  const answer = await request.get(inVirginia("/api/image-usage-reports", `format=json&${filter}`));
  return (await answer.json()).rows;
}
