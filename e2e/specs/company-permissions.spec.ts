import type { Page } from "@playwright/test";
import { COMPANY } from "@/e2e/support/addresses";
import { expect, test } from "@/e2e/support/aws";
import { notEntered, scope, unit } from "@/e2e/support/company";
import { failure, rows } from "@/e2e/support/table";
import { AWS_RESOURCES } from "@/lib/resources/aws-resources";

test.use({ place: COMPANY });

const OPERATION = "DescribeImportImageTasks";
const DENIED = { kind: "deny", operation: OPERATION, ...scope(5, "eu-west-1") } as const;

/** Checks of a scope. One more is made in the home of the server's own account. */
const EACH = AWS_RESOURCES.length;

/** Hundreds of calls to AWS take a while on a machine that is busy. */
const SLOW = { timeout: 30_000 };

test("an operation that is denied in one scope is named with its action, and the policy to copy holds exactly that", async ({
  page,
  aws,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await aws.fail(DENIED);
  await page.goto("/permission-checks");
  await expect(page.getByText(`${EACH * 40 + 1} checks · 40 of 40 scopes`)).toBeVisible(SLOW);

  await test.step("the row comes first", async () => {
    for (const words of ["denied", `ec2:${OPERATION}`, unit(5).label, "eu-west-1", "UnauthorizedOperation"]) {
      await expect(rows(page).first()).toContainText(words);
    }
    await expect(rows(page).nth(1)).not.toContainText("denied");
  });
  await test.step("the policy", async () => {
    await expect(missing(page)).toContainText("AWS refuses what is needed. Add this to the role that reads:");
    const policy = missing(page).getByRole("region", { name: `the policy for ${unit(5).label}` });
    const text = (await policy.textContent()) ?? "";
    const Statement = [{ Sid: "AmiLedgerMissing1", Effect: "Allow", Action: [`ec2:${OPERATION}`], Resource: "*" }];
    expect(JSON.parse(text)).toEqual({ Version: "2012-10-17", Statement });
    await missing(page)
      .getByRole("button", { name: `Copy the policy for ${unit(5).label}` })
      .click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  });
  await test.step("Refresh asks AWS anew, in every scope", async () => {
    await aws.recover();
    const before = (await aws.calls()).length;
    await page.getByRole("button", { name: "Refresh" }).click();

    await expect(missing(page)).toContainText("AWS refused nothing that is needed.");
    const asked = (await aws.calls()).slice(before).filter(({ operation }) => operation === OPERATION);
    expect(asked).toHaveLength(40);
    for (const { input } of asked) expect(input).toMatchObject({ DryRun: true });
  });
});

test("a refusal on a page leads to the checks of its own scope", async ({ page, aws }) => {
  await aws.fail(DENIED);
  await page.goto("/import-image-tasks");
  await failure(page, `${unit(5).label}, eu-west-1 is not complete.`)
    .getByRole("link", { name: "Check its permissions" })
    .click();

  await expect(page).toHaveURL(`/permission-checks?account=${unit(5).id}&region=eu-west-1`);
  await expect(page.getByText(`${EACH} checks · 1 of 1 region`)).toBeVisible();
  await expect(missing(page)).toContainText(`ec2:${OPERATION}`);
});

test("an account that cannot be entered is neither allowed nor denied anything", async ({ page, aws }) => {
  const { id, label } = unit(4);
  // Its credentials have run out, so that the role has to be assumed again.
  await aws.fail({ kind: "deny", operation: "AssumeRole", account: id }, { kind: "expired-credentials", account: id });
  await page.goto("/permission-checks");

  await expect(failure(page, notEntered(4))).toContainText("The role in this account cannot be entered", SLOW);
  await expect(page.getByText(`${EACH * 35 + 1} checks · 35 of 40 scopes · read`)).toBeVisible();
  await expect(missing(page)).toContainText("AWS refused nothing that is needed.");
  await expect(missing(page)).toContainText("5 scopes could not be checked at all: see above.");
  await page.getByRole("searchbox").fill(label);
  await expect(page.getByText("0 of 386")).toBeVisible();
});

const missing = (page: Page) => page.getByRole("region", { name: "What is missing?" });
