import { expect, test } from "@/e2e/support/aws";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { inVirginia } from "@/e2e/support/pages";
import { facet, rows } from "@/e2e/support/table";

const REFUSED = [
  [
    "an id that is none",
    "/image-usage-reports",
    "image-id=nonsense",
    "image-id must be an AMI id such as ami-0abcdef1234567890, not “nonsense”.",
  ],
  [
    "a name that is none",
    "/fast-launch-images",
    "regionn=x",
    "“regionn” is not a parameter here; expected one of: image-id, account, region",
  ],
  ["a region that is not configured", "/import-image-tasks", "region=mars-1", "region must be one that is configured"],
  [
    "a filter that License Manager does not have",
    "/license-configurations",
    "filter.state=a&filter.state=b",
    "“state” is not a filter of configurations; expected one of: licenseCountingType, enforceLicenseCount, usagelimitExceeded.",
  ],
  [
    "a second value of a License Manager filter",
    "/license-configurations",
    "filter.licenseCountingType=vCPU&filter.licenseCountingType=Core",
    "License Manager takes exactly one value for licenseCountingType, not 2.",
  ],
] as const;

for (const [title, path, query, sentence] of REFUSED) {
  test(`${title} is refused in words, before AWS is asked`, async ({ page, aws }) => {
    await page.goto(inVirginia(path, query));

    await expect(page.getByRole("alert").filter({ hasText: "Nothing was read." })).toContainText(sentence);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Not read")).toBeVisible();
    await expect(page.getByRole("button", { name: "Export CSV" })).toBeDisabled();
    expect((await aws.calls()).filter(({ service }) => service !== "sts")).toEqual([]);
  });
}

test("what is wrong in an address can be taken away on the page", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images", "image-id=nonsense"));
  await page.getByRole("link", { name: "Remove image-id nonsense" }).click();

  await expect(rows(page)).toHaveCount(9);
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was read." })).toBeHidden();
});

test("view settings in an address that mean nothing are passed over", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images", "sort=nothing.desc&columns=nothing,imageId&facet.nothing=x&row=nothing"));

  await expect(rows(page)).toHaveCount(9);
  await expect(page.getByRole("grid").getByRole("columnheader")).toHaveText(["Image"]);
  await expect(page.getByRole("status")).toHaveText("The row that this link opens is not among these rows.");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("filters for AWS are sent to AWS, and stand as chips", async ({ page, aws }) => {
  await page.goto(inVirginia("/image-usage-reports"));
  await page.getByRole("button", { name: "AWS filters" }).click();
  await page.getByRole("textbox", { name: /^Tag key=value/ }).fill("Family=golden-win20*");
  await page.getByRole("combobox", { name: /^State/ }).fill("available pending");
  await page.getByRole("button", { name: "Read again" }).click();

  await expect(page.getByRole("link", { name: "Remove filter.tag:Family golden-win20*" })).toBeVisible();
  await expect(page.getByText("7 reports · 1 of 1 region")).toBeVisible();
  expect((await aws.calls()).at(-1)?.input).toMatchObject({
    Filters: [
      { Name: "state", Values: ["available", "pending"] },
      { Name: "tag:Family", Values: ["golden-win20*"] },
    ],
  });
});

test("no rows are of five kinds, each in its own words", async ({ page }) => {
  await test.step("nothing matches what is chosen here", async () => {
    await page.goto(inVirginia("/fast-launch-images", "q=zzz&facet.state=enabled"));
    await expect(page.getByText("Nothing matches", { exact: true })).toBeVisible();
    await expect(page.getByText("9 images arrived, none of which matches")).toBeVisible();
    await expect(page.getByText("Nothing to show.")).toHaveCount(2);
    await page.getByRole("button", { name: "Clear search and choices" }).click();
    await expect(rows(page)).toHaveCount(9);
    await expect(page.getByText("Nothing to show.")).toHaveCount(0);
    await expect(facet(page, "State", "enabled")).not.toBeChecked();
  });
  await test.step("AWS found nothing of what it was asked for", async () => {
    await page.goto(inVirginia("/fast-launch-images", "filter.state=melted"));
    await expect(page.getByText("AWS found nothing")).toBeVisible();
  });
  await test.step("there is nothing", async () => {
    await page.goto("/import-image-tasks?region=ap-south-1");
    await expect(page.getByText("No imports yet")).toBeVisible();
    await expect(page.getByText("none is running, and none ended in the last 7 days")).toBeVisible();
  });
  await test.step("not permitted", async () => {
    await page.goto(`/import-image-tasks?region=${DENIED_REGION}`);
    await expect(page.getByText("Not permitted", { exact: true })).toBeVisible();
    await expect(page.getByText("Needed: ec2:DescribeImportImageTasks.")).toBeVisible();
  });
  await test.step("nothing was read", async () => {
    await page.goto("/import-image-tasks?import-task-id=nonsense");
    await expect(page.getByText("Nothing could be read, so nothing can be said.")).toBeVisible();
  });
});
