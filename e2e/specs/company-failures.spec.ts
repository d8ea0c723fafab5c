import { COMPANY } from "@/e2e/support/addresses";
import { expect, test } from "@/e2e/support/aws";
import { notEntered, scope, unit } from "@/e2e/support/company";
import { csvName, saved } from "@/e2e/support/csv";
import { cells, facet, failure, heading, rows, watchRows } from "@/e2e/support/table";

test.use({ place: COMPANY });

const ENTRIES = "DescribeImageUsageReportEntries";
const FAST_LAUNCH = "DescribeFastLaunchImages";
const REQUEST_ID = /Request id [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const RETRY = "Retry; if it stays so, ";
const REPORT = "Retry. If it keeps failing, report it to AWS or to whoever runs this server.";
const FAILURES = [
  ["a refusal", "deny", `A permission is missing there. Needed: ec2:${FAST_LAUNCH}.`, "UnauthorizedOperation: You are not authorized"],
  ["a session that has expired", "expired-credentials", `${RETRY}the server's AWS credentials must be renewed.`, "RequestExpired: "],
  [
    "a connection that breaks",
    "cut",
    "AWS did not answer. Retry; if it stays so, look at the server's network",
    ": AWS could not be reached",
  ],
  ["an answer that breaks off", "malformed", REPORT, ": AWS gave an answer that could not be read"],
  ["a page that leads to itself", "repeat-token", REPORT, "RepeatedToken: AWS gave the same NextToken twice"],
  ["a fault of AWS's own", "internal-error", REPORT, "InternalError: An internal error has occurred"],
] as const;

for (const [title, kind, whatToDo, code] of FAILURES) {
  test(`${title} is told in words, and the other 39 scopes are whole`, async ({ page, aws }) => {
    const where = scope(5, "eu-west-1");
    await aws.fail({ kind, operation: FAST_LAUNCH, ...where });
    await page.goto("/fast-launch-images");

    const line = failure(page, `${unit(5).label}, eu-west-1 is not complete.`);
    await expect(line).toContainText(whatToDo);
    await expect(line).toContainText(code);
    await expect(page.getByText(/^\d+ images · 39 of 40 scopes · read/)).toBeVisible();
    const { name, text } = await saved(page);
    expect(name).toMatch(csvName("fast-launch", "_partial"));
    const images = imagesIn(text);
    expect(new Set(images).size).toBe(images.length);
    expect(images.length).toBe(kind === "repeat-token" ? 240 : 234);
  });
}

test("throttling without end is told in words, and the other 39 scopes are whole", async ({ page, aws }) => {
  await aws.fail({ kind: "throttle", operation: "DescribeImportImageTasks", ...scope(5, "eu-west-1") });
  await page.goto("/import-image-tasks");

  await expect(page.getByText("156 imports · 39 of 40 scopes so far")).toBeVisible();
  const line = failure(page, `${unit(5).label}, eu-west-1 is not complete.`);
  await expect(line).toContainText("AWS is limiting requests. Wait a minute, then retry.", { timeout: 25_000 });
  await expect(line).toContainText("RequestLimitExceeded: Request limit exceeded.");
  await expect(line).toContainText(REQUEST_ID);
  await expect(page.getByText("156 of 156")).toBeVisible();
  expect((await saved(page)).name).toMatch(csvName("imports", "_partial"));
});

test("an account that cannot be entered is one line for its five scopes, which opens", async ({ page, aws }) => {
  const { id } = unit(4);
  // Its credentials have run out, so that the role has to be assumed again.
  await aws.fail({ kind: "deny", operation: "AssumeRole", account: id }, { kind: "expired-credentials", account: id, service: "ec2" });
  await page.goto("/fast-launch-images");

  const line = failure(page, notEntered(4));
  await expect(line).toContainText("The role in this account cannot be entered: its trust policy must let the server in");
  await expect(line).toContainText("Needed: sts:AssumeRole.");
  await expect(page.getByText("210 images · 35 of 40 scopes")).toBeVisible();
  await expect(page.getByText("210 of 210")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  expect((await saved(page)).name).toMatch(csvName("fast-launch", "_partial"));

  const answers = line.getByRole("list", { name: "AWS's answers" });
  await expect(answers).toBeHidden();
  await line.getByText("What AWS answered in each region").click();
  await expect(answers.getByRole("listitem")).toHaveCount(5);
  await expect(answers.getByRole("listitem").filter({ hasText: "ca-central-1" })).toContainText(
    /AccessDenied: User: .* Request id [0-9a-f-]{36}/,
  );
});

test("37 of 40 scopes can be worked with while one hangs; the three that fail are named, and only they are read again", async ({
  page,
  aws,
}) => {
  const denied = [
    { where: scope(1, "us-east-1"), words: `${unit(1).label}, us-east-1 is not complete.` },
    { where: scope(2, "eu-west-1"), words: `${unit(2).label}, eu-west-1 is not complete.` },
  ];
  const hanging = scope(3, "ap-south-1");
  await aws.fail(...denied.map(({ where }) => ({ kind: "deny" as const, operation: ENTRIES, ...where })), {
    kind: "stall",
    operation: ENTRIES,
    ...hanging,
  });
  await page.goto("/image-usage-report-entries");

  await Promise.all([
    test.step("rows are there at once, and can be sorted and filtered", async () => {
      await expect(rows(page).first()).toBeVisible({ timeout: 3_000 });
      await expect(page.getByText("2,220 entries · 37 of 40 scopes so far")).toBeVisible();
      await facet(page, "Region", "us-west-2").check();
      await expect(page.getByText("480 of 2,220")).toBeVisible();
      await heading(page, "References").getByRole("button").click();
      await expect(heading(page, "References")).toHaveAttribute("aria-sort", "ascending");
      await expect.poll(async () => isAscending(await cells(page, "References"))).toBe(true);
      await expect(page.getByRole("progressbar", { name: "Reading from AWS" })).toBeVisible();
    }),
    test.step("who has not answered is said", () =>
      page
        .getByRole("status")
        .filter({ hasText: `Still reading ${unit(3).label} ap-south-1` })
        .waitFor()),
  ]);
  await test.step("each that failed is named, with what AWS said and what to do", async () => {
    const timedOut = failure(page, `${unit(3).label}, ap-south-1 is not complete.`);
    await expect(timedOut).toContainText("AWS did not answer. Retry; if it stays so, look at the server's network");
    await expect(timedOut).toContainText("TimeoutError: AWS could not be reached, or did not answer in time.");
    await expect(page.getByText(/^2,220 entries · 37 of 40 scopes · read/)).toBeVisible();
    for (const { words } of denied) {
      await expect(failure(page, words)).toContainText(`Needed: ec2:${ENTRIES}. UnauthorizedOperation: You are not authorized`);
      await expect(failure(page, words)).toContainText(REQUEST_ID);
    }
  });
  await test.step("Retry reads those three, while the rows of the others stay", async () => {
    await facet(page, "Region", "us-west-2").uncheck();
    await expect(page.getByText("2,220 of 2,220")).toBeVisible();
    const fewest = await watchRows(page);
    const before = (await aws.calls()).length;
    await aws.fail({ kind: "slow", ms: 500, operation: ENTRIES });
    await page.getByRole("button", { name: "Retry these" }).click();
    await expect(page.getByRole("button", { name: "Retrying…" })).toBeVisible();

    await expect(page.getByText(/^2,400 entries · 40 of 40 scopes · read/)).toBeVisible();
    await expect(page.getByText("is not complete.")).toBeHidden();
    const calls = (await aws.calls()).slice(before);
    const read = new Set(calls.map(({ operation, account, region }) => `${account} ${region} ${operation}`));
    const expected = [...denied.map(({ where }) => where), hanging].flatMap(({ account, region }) =>
      // The reports say what the entries prove.
      ["DescribeImageUsageReports", ENTRIES].map((operation) => `${account} ${region} ${operation}`),
    );
    expect(read).toEqual(new Set(expected));
    expect(await fewest()).toBe(2_220);
    expect((await saved(page)).name).not.toContain("partial");
  });
});

/** The images in a file, without the names of the columns. */
const imagesIn = (text: string): string[] => text.match(/\bami-[0-9a-f]{17}\b/g) ?? [];

const isAscending = (texts: readonly string[]): boolean =>
  texts.length > 0 && texts.every((text, place) => place === 0 || Number(texts[place - 1]) <= Number(text));
