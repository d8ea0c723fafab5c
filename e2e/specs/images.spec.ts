import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Papa from "papaparse";
import { expect, test } from "@/e2e/support/aws";
import { exported } from "@/e2e/support/csv";
import { countedEntries, countedReport, expectedOf, type Fleet, readFleet, sumOf } from "@/e2e/support/fleet";
import { inVirginia } from "@/e2e/support/pages";
import { readRows } from "@/e2e/support/read-rows";
import { alert, cells, facet, rows } from "@/e2e/support/table";
import { VERDICT_WORDS } from "@/lib/domain/images/words";
import type { ImageLaunchPermissions } from "@/lib/resources/image-launch-permissions";

const COLUMNS = ["imageId", "verdict", "usedByAccounts", "instances", "launchTemplates", "ownReferences"];
const VERDICTS = ["in-use", "no-use-seen", "unknown"] as const;
/** Of the regions in which nothing fails, the one with the oldest image is among these. */
const BOTH = "region=us-east-1&region=eu-west-1";

test("every image has the verdict and the numbers that its rows give, on screen and in the file", async ({ page, request }) => {
  const fleet = await readFleet(request);
  const expected = new Map(fleet.images.map((image) => [image.imageId ?? "", expectedOf(fleet, image)]));
  await page.goto(inVirginia("/images", `columns=${COLUMNS.join(",")}`));
  await expect(page.getByText("33 images · 1 of 1 region")).toBeVisible();
  await expect(page.getByText("33 of 33")).toBeVisible();

  await test.step("the facet counts the images of each verdict", async () => {
    for (const verdict of VERDICTS) {
      const count = [...expected.values()].filter((image) => image.verdict === verdict).length;
      expect(count).toBeGreaterThan(0);
      await expect(facet(page, "Removal", VERDICT_WORDS[verdict])).toHaveAccessibleName(`${VERDICT_WORDS[verdict]} ${count}`);
    }
  });
  await test.step("the file says of each image what the rows say, and a state where there is no number", async () => {
    const { name, lines } = await exported(page);
    expect(name).not.toContain("partial");
    expect(lines.shift()).toEqual(COLUMNS);
    expect(lines).toHaveLength(expected.size);
    const inFile = new Map(lines.map(([id = "", ...said]) => [id, said]));
    for (const [id, { verdict, accounts, instances, launchTemplates, ownReferences }] of expected) {
      expect(inFile.get(id), id).toEqual([verdict, accounts, instances, launchTemplates, ownReferences]);
    }
  });
  await test.step("what is not reported is no zero on screen either", async () => {
    await page.getByRole("searchbox", { name: "Search these rows" }).fill(idOf(pending(fleet)));
    await expect(rows(page)).toHaveCount(1);
    for (const column of ["Accounts", "Instances", "Launch templates"]) {
      await expect.poll(async () => (await cells(page, column))[0]).toMatch(/^not reported/);
    }
  });
});

test("from the overview two clicks give the accounts that block the oldest deprecated image, as a file", async ({ page, request }) => {
  const fleet = await readFleet(request, BOTH);
  const [oldest] = fleet.images
    .filter(({ deprecationTime }) => deprecationTime !== null && Date.parse(deprecationTime) < Date.now())
    .filter((image) => expectedOf(fleet, image).verdict === "in-use" && sumOf(countedEntries(fleet, image.imageId)) > 0)
    .toSorted((a, b) => Date.parse(a.deprecationTime ?? "") - Date.parse(b.deprecationTime ?? ""));
  const blocking = byAccount(fleet, oldest?.imageId ?? "");
  await page.goto(`/?${BOTH}`);
  await expect(page.getByText(/^\d+ findings, worst first$/)).toBeVisible();

  const findings = page.getByRole("region", { name: "Needs attention" }).getByRole("listitem");
  await findings
    .filter({ hasText: `${oldest?.name} has been deprecated since` })
    .getByRole("link", { name: "See image" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(oldest?.name ?? "");
  await expect(verdict(page, "In use")).toContainText(`By ${blocking.size} accounts`);
  const { name, lines } = await savedList(page, `Accounts using ${oldest?.imageId}`);

  expect(name).not.toContain("partial");
  const [head = [], ...body] = lines;
  const at = ["account", "instances", "launchTemplates"].map((column) => head.indexOf(column));
  expect(new Map(body.map((line) => [line[at[0] ?? -1] ?? "", at.slice(1).map((place) => Number(line[place]))]))).toEqual(blocking);
  expect(body).toHaveLength(blocking.size);
});

test("an image's page says in a word whether it may be removed, and what is missing where nobody can say", async ({ page, request }) => {
  const fleet = await readFleet(request, BOTH);
  const CASES = [
    { of: fleet.images.find(({ imageId }) => fleet.reports.filter((report) => report.imageId === imageId).length === 2), title: "In use" },
    { of: fleet.images.find((image) => expectedOf(fleet, image).verdict === "no-use-seen"), title: "No use seen" },
    { of: pending(fleet), title: "Unknown", why: /^The report of .* is still pending\.$/, button: "Refresh" },
    { of: reported(fleet, ({ state }) => state === "error"), title: "Unknown", why: /^The report of .* failed \(/, button: CREATE },
    {
      of: reported(
        fleet,
        ({ accountIds, reportId }) => accountIds.length > 0 && !fleet.entries.some((entry) => entry.reportId === reportId),
      ),
      title: "Unknown",
      why: /^The report is restricted to \d+ accounts\.$/,
      button: CREATE,
    },
    {
      of: reported(
        fleet,
        ({ resourceTypes, reportId }) => resourceTypes.length === 1 && !fleet.entries.some((entry) => entry.reportId === reportId),
      ),
      title: "Unknown",
      why: "The report does not cover launch templates.",
      button: CREATE,
    },
    {
      of: fleet.images.find(({ imageId }) => !fleet.reports.some((report) => report.imageId === imageId)),
      title: "Unknown",
      why: "AWS has no usage report on this image.",
      button: CREATE,
    },
    {
      of: fleet.images.find(({ imageId }) => isOld(fleet, imageId) && sumOf(countedEntries(fleet, imageId)) === 0),
      title: "Unknown",
      why: /^The newest complete report is 12 days old\.$/,
      button: CREATE,
    },
  ];
  await page.goto(`/images?${BOTH}`);
  await expect(page.getByText(/images · 2 of 2 regions/)).toBeVisible();
  for (const { of, title, why, button } of CASES) {
    await test.step(`${title}${why === undefined ? "" : `: ${why}`}`, async () => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Go to" }).fill(idOf(of));
      await expect(page.getByRole("option").first()).toHaveText(`May ${idOf(of)} be removed?`);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(of?.name ?? "");
      await expect(verdict(page, title)).toBeVisible();
      if (why === undefined || button === undefined) return;
      const line = verdict(page, title)
        .getByRole("listitem")
        .filter({ has: page.getByText(why) });
      await expect(line.getByRole("button", { name: button })).toBeEnabled();
    });
  }
});

test("without the own references nobody is said not to use an image, and the missing permission is named", async ({
  page,
  request,
  aws,
}) => {
  const fleet = await readFleet(request);
  const unused = fleet.images.find((image) => expectedOf(fleet, image).verdict === "no-use-seen");
  await aws.fail({ kind: "deny", operation: "DescribeImageReferences" });
  await page.goto(inVirginia(`/images/${idOf(unused)}`));

  await expect(verdict(page, "Unknown")).toContainText("Own references of us-east-1: AWS denies access (UnauthorizedOperation).");
  await expect(alert(page, "us-east-1 is not complete.")).toContainText("ec2:DescribeImageReferences");
  await expect(page.getByText("No use seen")).toBeHidden();
  await verdict(page, "Unknown").getByRole("link", { name: "Which permission?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Permissions");
});

test("grants stand against usage: who may and does not, who does and may not, through an organization too", async ({ page, request }) => {
  const fleet = await readFleet(request);
  const permissions = await readRows<ImageLaunchPermissions>(request, "/image-launch-permissions");
  const granted = new Map(permissions.map(({ imageId, launchPermissions }) => [imageId, launchPermissions]));
  // Reports do not count the owner, whose use are the references of its own resources.
  const usersOf = (imageId: string | null) =>
    new Set([
      ...countedEntries(fleet, imageId).map(({ accountId }) => accountId),
      ...fleet.references.flatMap((reference) => (reference.imageId === imageId ? [reference.scope.account] : [])),
    ]);

  await test.step("by name", async () => {
    const byName = fleet.images.find(({ imageId }) => {
      const grants = granted.get(imageId) ?? [];
      const report = countedReport(fleet, imageId);
      return grants.length > 20 && grants.every(({ userId }) => userId !== null) && report !== null && report.accountIds.length === 0;
    });
    const named = new Set(granted.get(idOf(byName))?.map(({ userId }) => userId));
    const users = usersOf(idOf(byName));
    // The owner needs no grant.
    const without = [...users].filter((account) => !named.has(account) && account !== byName?.scope.account);
    const inUse = [...users].filter((account) => named.has(account));
    expect(without.length).toBeGreaterThan(0);
    await page.goto(inVirginia(`/images/${idOf(byName)}`));
    await expect(standing(page, "granted, in use")).toHaveAccessibleName(`granted, in use ${inUse.length}`);
    await expect(grants(page)).toContainText(`Shared with ${named.size} accounts by name.`);
    await standing(page, "used, not granted").check();
    const { lines } = await savedList(page, `Grants against usage of ${byName?.imageId}`);
    expect(
      lines
        .slice(1)
        .map(([account]) => account)
        .toSorted(),
    ).toEqual(without.toSorted());
  });
  await test.step("through the organization, whose accounts are all listed", async () => {
    const shared = fleet.images.find(({ imageId }) => {
      const grants = granted.get(imageId) ?? [];
      return grants.length === 1 && grants[0]?.organizationArn != null && usersOf(imageId).size > 0;
    });
    const { accounts }: { accounts: { account: string }[] } = await (await request.get("/api/organization")).json();
    const users = usersOf(idOf(shared));
    const inUse = accounts.filter(({ account }) => users.has(account)).length;
    expect(inUse).toBeGreaterThan(0);
    await page.goto(inVirginia(`/images/${idOf(shared)}`));
    await expect(grants(page)).toContainText("Shared with 1 organization.");
    await expect(standing(page, "granted, in use")).toHaveAccessibleName(`granted, in use ${inUse}`);
    await expect(standing(page, "All")).toHaveAccessibleName(`All ${new Set([...users, ...accounts.map(({ account }) => account)]).size}`);
    await expect(grants(page).getByText(/^Not expand/)).toBeHidden();
  });
  await test.step("through an organization that nobody here can look into", async () => {
    const partners = fleet.images.find(({ imageId }) => (granted.get(imageId) ?? []).length === 2 && usersOf(imageId).size > 0);
    await page.goto(inVirginia(`/images/${idOf(partners)}`));
    await expect(grants(page)).toContainText("Not expandable: which accounts are in this is not known.");
    await expect(grants(page)).toContainText("arn:aws:organizations::888877776666:organization/o-partner9x2");
  });
});

const CREATE = "Create a report";

/** The panel of the verdict, by its word. */
const verdict = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

const grants = (page: Page) => page.getByRole("region", { name: "Shared with, against who uses it" });

const standing = (page: Page, name: string) => grants(page).getByRole("radio", { name: new RegExp(`^${name} [\\d,]+$`) });

function idOf(image: { imageId: string | null } | undefined): string {
  if (!image?.imageId) throw new Error("The sample company has no such image.");
  return image.imageId;
}

type Report = Fleet["reports"][number];

/** An image whose one report is of a kind. */
function reported({ images, reports }: Fleet, is: (report: Report) => boolean): Fleet["images"][number] | undefined {
  return images.find(({ imageId }) => {
    const [only, ...others] = reports.filter((report) => report.imageId === imageId);
    return only !== undefined && others.length === 0 && is(only);
  });
}

const pending = (fleet: Fleet) => reported(fleet, ({ state, imageId }) => state === "pending" && !isReferred(fleet, imageId));

const isReferred = ({ references }: Fleet, imageId: string | null): boolean =>
  references.some((reference) => reference.imageId === imageId);

const WEEK_MS = 7 * 86_400_000;

function isOld(fleet: Fleet, imageId: string | null): boolean {
  const report = countedReport(fleet, imageId);
  return (
    report !== null &&
    report.accountIds.length === 0 &&
    report.resourceTypes.length === 2 &&
    Date.now() - Date.parse(report.creationTime ?? "") > WEEK_MS
  );
}

/** Instances and launch templates of each account, by the image's one report. */
function byAccount(fleet: Fleet, imageId: string): Map<string, number[]> {
  const entries = countedEntries(fleet, imageId);
  const accounts = [...new Set(entries.map(({ accountId }) => accountId ?? ""))];
  return new Map(
    accounts.map((account) => {
      const own = entries.filter(({ accountId }) => accountId === account);
      return [account, [sumOf(own, "ec2:Instance"), sumOf(own, "ec2:LaunchTemplate")]];
    }),
  );
}

/** What the button of a list saves. */
async function savedList(page: Page, title: string): Promise<{ name: string; lines: string[][] }> {
  const button = page.getByRole("button", { name: `Export CSV: ${title}` });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const text = await readFile(await download.path(), "utf8");
  return { name: download.suggestedFilename(), lines: Papa.parse<string[]>(text, { skipEmptyLines: true }).data };
}
