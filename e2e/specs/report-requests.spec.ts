import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { readRows } from "@/e2e/support/read-rows";
import { cells, rows } from "@/e2e/support/table";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { ImageVerdict } from "@/lib/resources/image-verdicts";
import type { Image } from "@/lib/resources/images";

/** Where no other test counts reports: what is made here would trouble it. */
const MUMBAI = "region=ap-south-1";
const FAILED = "golden-win2025-2026.11";

let before: string[] = [];

test.beforeEach(async ({ request }) => {
  before = (await reportsThere(request)).map(idOf);
});

test.afterEach(async ({ request, baseURL }) => {
  const made = (await reportsThere(request)).filter((report) => !before.includes(idOf(report)));
  for (const { reportId, scope } of made) {
    const answer = await request.delete(`/api/image-usage-reports/${reportId}?${MUMBAI}&account=${scope.account}`, {
      headers: { origin: baseURL ?? "", "content-type": "application/json" },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
});

test("reports for all images that lack a fresh one are requested once, can be left, and are found again", async ({ page, request }) => {
  const lacking = (await readRows<ImageVerdict>(request, "/image-verdicts", MUMBAI)).filter(lacksReport).length;
  expect(lacking).toBeGreaterThan(1);
  await page.goto(`/images?${MUMBAI}`);
  const button = page.getByRole("button", { name: /^Create reports: \d+ lack a fresh one$/ });
  await expect(button).toHaveText(`Create reports: ${lacking} lack a fresh one`);
  const created = `${lacking} reports requested`;

  await test.step("what would prove nothing is said before it is asked for, and what AWS would refuse is refused", async () => {
    await button.click();
    await dialog(page).getByRole("checkbox", { name: "Launch templates" }).uncheck();
    await expect(dialog(page)).toContainText("A report on one of them alone can never show that nobody uses an image.");
    await dialog(page).getByRole("checkbox", { name: "Launch templates" }).check();
    await dialog(page).getByLabel("Versions of each launch template").fill("0");
    await send(page).click();
    await expect(dialog(page).getByRole("alert")).toContainText("versionDepth must be a whole number from 1 to 10000");
    await dialog(page).getByLabel("Versions of each launch template").fill("20");
  });
  await test.step("twice pressed it is one request", async () => {
    await send(page).dblclick();
    await expect(page.getByRole("dialog", { name: created })).toContainText("This goes on whether you stay or leave.");
  });
  await test.step("each image has its state, after a reload too", async () => {
    await page.getByRole("link", { name: "See each image" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Report requests" })).toBeVisible();
    await expect(rows(page)).toHaveCount(lacking);
    await expect.poll(() => cells(page, "State")).toEqual(Array(lacking).fill("pending"));
    await page.reload();
    await expect(states(page)).toContainText(`${lacking} pending`);
    await expect(states(page)).toContainText(`${lacking} available`, { timeout: 20_000 });
    await expect(page.getByText("Nothing of this request is under way any more.")).toBeVisible();
  });
  await test.step("it is found again among all requests, with what it was to cover", async () => {
    await page.getByRole("link", { name: "All requests" }).click();
    const line = page.getByRole("list", { name: "Report requests" }).getByRole("listitem").filter({ hasText: "finished" }).first();
    await expect(line).toContainText(`${lacking} images`);
    await expect(line).toContainText("Instances and launch templates (20 versions), every account");
  });
  await test.step("AWS has one report more on each of them, and none lacks one", async () => {
    expect(await reportsThere(request)).toHaveLength(before.length + lacking);
    await page.goto(`/images?${MUMBAI}`);
    await expect(page.getByText(/images · 1 of 1 region/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Refresh" })).toBeEnabled();
    await expect(button).toBeHidden();
  });
});

test("a report that fails is told with AWS's reason, and can be requested again", async ({ page, request, aws }) => {
  await aws.fail({ kind: "fail-report", region: "ap-south-1", times: 1 });
  await page.goto(`/images/${(await imageNamed(request, FAILED)).imageId}?${MUMBAI}`);
  await page.getByRole("region", { name: "Usage reports" }).getByRole("button", { name: "Create a report" }).click();
  await send(page).click();
  await page.getByRole("link", { name: "See each image" }).click();
  await expect(states(page)).toContainText("1 error", { timeout: 20_000 });
  await expect.poll(async () => (await cells(page, "Message"))[0]).not.toBe("—");

  await page.getByRole("button", { name: "Request 1 image again" }).click();
  await expect(states(page)).toContainText("1 available", { timeout: 20_000 });
});

test("however the dialog is left, the image's page has the report as pending, and as available once it is", async ({ page, request }) => {
  const { imageId } = await imageNamed(request, FAILED);
  await page.goto(`/images/${imageId}?${MUMBAI}`);
  const inState = (state: string) =>
    page
      .getByRole("table", { name: `Usage reports on ${imageId}` })
      .getByRole("row")
      .filter({ hasText: state });
  const ask = async () => {
    await page.getByRole("region", { name: "Usage reports" }).getByRole("button", { name: "Create a report" }).click();
    await send(page).click();
    await expect(page.getByRole("dialog", { name: "1 report requested" })).toBeVisible();
  };
  const available = await inState("available").count();

  await ask();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(inState("pending")).toHaveCount(1);
  await expect(inState("available")).toHaveCount(available + 1);

  await ask();
  await page.getByRole("link", { name: "See each image" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Report requests" })).toBeVisible();
  await page.goBack();
  await expect(inState("pending")).toHaveCount(1);
  await expect(inState("available")).toHaveCount(available + 2);
});

test("what AWS refuses is told with the action that is missing, and is not asked for without end", async ({ page, request, aws }) => {
  await aws.fail({ kind: "deny", operation: "CreateImageUsageReport", region: "ap-south-1" });
  await page.goto(`/images/${(await imageNamed(request, FAILED)).imageId}?${MUMBAI}`);
  await page.getByRole("region", { name: "Usage reports" }).getByRole("button", { name: "Create a report" }).click();
  await send(page).click();
  await page.getByRole("link", { name: "See each image" }).click();
  await expect(states(page)).toContainText("1 error");
  await expect.poll(async () => (await cells(page, "Error"))[0]).toBe("UnauthorizedOperation");
  expect((await aws.calls()).filter(({ operation }) => operation === "CreateImageUsageReport")).toHaveLength(1);
});

test("a report is deleted only after the question, and the list says so at once", async ({ page, request, baseURL }) => {
  const image = await imageNamed(request, FAILED);
  const answer = await request.post("/api/report-requests", { headers: { origin: baseURL ?? "" }, data: requestOf(image) });
  expect(answer.status()).toBe(202);
  const made = () => reportsThere(request).then((all) => all.filter((report) => !before.includes(idOf(report))));
  await expect.poll(async () => (await made()).map(({ state }) => state)).toEqual(["pending"]);
  const [report] = await made();

  await page.goto(`/images/${image.imageId}?${MUMBAI}`);
  const table = page.getByRole("table", { name: `Usage reports on ${image.imageId}` });
  const line = table.getByRole("row").filter({ hasText: report?.reportId ?? "no report" });
  await line.getByRole("button", { name: "Delete report" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this usage report?" });
  await expect(question).toContainText(report?.reportId ?? "no report");
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(question).toBeHidden();
  expect(await made()).toHaveLength(1);

  await line.getByRole("button", { name: "Delete report" }).click();
  await question.getByRole("button", { name: "Delete report" }).click();
  await expect(question).toBeHidden();
  await expect(line).toBeHidden();
  expect(await made()).toEqual([]);
});

test("a page of another site can cause no write", async ({ request }) => {
  const data = requestOf(await imageNamed(request, FAILED));
  for (const headers of [{}, { origin: "https://elsewhere.example" }, { origin: "null" }]) {
    const answer = await request.post("/api/report-requests", { headers, data });
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
  }
  expect(await reportsThere(request)).toHaveLength(before.length);
});

/** Whether a new report is what somebody can do first. */
const lacksReport = ({ missing }: ImageVerdict): boolean => missing.find(({ remedy }) => remedy !== "wait")?.remedy === "create-report";

const dialog = (page: Page): Locator => page.getByRole("dialog");

/** The button that sends the request. */
const send = (page: Page): Locator => dialog(page).getByRole("button", { name: /^Request \d+ reports?$/ });

const states = (page: Page): Locator => page.getByRole("list", { name: "Images by state" });

const reportsThere = (request: APIRequestContext) => readRows<ImageUsageReport>(request, "/image-usage-reports", MUMBAI);

const idOf = ({ reportId }: ImageUsageReport): string => reportId ?? "";

async function imageNamed(request: APIRequestContext, name: string) {
  const found = (await readRows<Image>(request, "/images", MUMBAI)).find((image) => image.name === name);
  if (found === undefined) throw new Error(`There is no image ${name}.`);
  return found;
}

const requestOf = ({ scope, imageId }: Awaited<ReturnType<typeof imageNamed>>) => ({
  requestId: crypto.randomUUID(),
  images: [{ ...scope, imageId }],
  resourceTypes: ["ec2:Instance", "ec2:LaunchTemplate"],
});
