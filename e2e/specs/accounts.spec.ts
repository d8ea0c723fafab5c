import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { exported } from "@/e2e/support/csv";
import { DENIED_REGION } from "@/e2e/support/failing-regions";
import { countedEntries, countedReport, readFleet, sumOf } from "@/e2e/support/fleet";
import { inVirginia } from "@/e2e/support/pages";
import type { Image } from "@/lib/resources/images";

test("an account's page lists what it uses, deprecated first, with the numbers of the rows", async ({ page, request, context }) => {
  const fleet = await readFleet(request);
  const used = (account: string | null) =>
    fleet.images.flatMap((image) => {
      const own = countedEntries(fleet, image.imageId).filter(({ accountId }) => accountId === account);
      return sumOf(own) > 0 ? [{ image, instances: sumOf(own, "ec2:Instance"), templates: sumOf(own, "ec2:LaunchTemplate") }] : [];
    });
  // One that uses a deprecated image, and one that need not move.
  const account = fleet.entries.find(
    ({ accountId }) =>
      used(accountId).some(({ image }) => isDeprecated(image)) && used(accountId).some(({ image }) => !isDeprecated(image)),
  )?.accountId;
  const expected = used(account ?? null);
  await page.goto(inVirginia(`/accounts/${account}`));

  await test.step("in a sentence", async () => {
    const deprecated = expected.filter(({ image }) => isDeprecated(image)).length;
    await expect(images(page)).toContainText(
      new RegExp(`^Images it uses\\s*Uses ${expected.length} images, ${deprecated} of them deprecated: `),
    );
    const instances = expected.reduce((sum, line) => sum + line.instances, 0);
    await expect(images(page)).toContainText(`at least ${instances.toLocaleString("en")} instances`);
  });
  await test.step("image by image", async () => {
    const [head = [], ...lines] = (await exported(page)).lines;
    const column = (name: string) => lines.map((line) => line[head.indexOf(name)] ?? "");
    const states = column("deprecation");
    expect(states).toEqual(states.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(states[0]).toBe("deprecated");
    const said = new Map(column("imageId").map((id, place) => [id, [column("instances")[place], column("launchTemplates")[place]]]));
    expect(said.size).toBe(expected.length);
    for (const { image, instances, templates } of expected) {
      const covers = (type: string) => countedReport(fleet, image.imageId)?.resourceTypes.some(({ resourceType }) => resourceType === type);
      const inFile = (count: number, type: string) => (count > 0 || covers(type) ? String(count) : "not reported");
      expect(said.get(image.imageId ?? ""), image.name ?? "").toEqual([
        inFile(instances, "ec2:Instance"),
        inFile(templates, "ec2:LaunchTemplate"),
      ]);
    }
  });
  await test.step("images of which nobody can say are told apart, and are not among those it does not use", async () => {
    await expect(page.getByRole("heading", { name: /^Not known: \d+ images$/ })).toBeVisible();
  });
  await test.step("the text for its owner can be copied", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const text = page.getByRole("region", { name: "Text to send", exact: true });
    await expect(text).toContainText(`uses ${expected.length} images that we share with you`);
    await page.getByRole("button", { name: "Copy the text" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe((await text.textContent()) ?? "");
    for (const { image } of expected.filter((line) => isDeprecated(line.image))) await expect(text).toContainText(image.imageId ?? "");
  });
});

test("an account without a use in any report is said to be seen nowhere, not to use nothing", async ({ page }) => {
  await page.goto(inVirginia("/accounts/999900001111"));

  await expect(images(page)).toContainText("No use is seen in what could be counted. That is not no use");
  await expect(page.getByRole("heading", { name: /^Not known: \d+ images$/ })).toBeVisible();
  await page.goto("/accounts/nonsense");
  await expect(page.getByText("is no account id")).toBeVisible();
});

test("where nothing could be read it is not said that an account uses nothing, to its owner either", async ({ page }) => {
  for (const region of [DENIED_REGION, "eu-north-1"]) {
    await page.goto(`/accounts/999900001111?region=${region}`);

    await expect(images(page)).toContainText("Not everything could be read, so it is not known which images it uses.");
    const text = page.getByRole("region", { name: "Text to send", exact: true });
    await expect(text).toContainText("we do not know whether account 999900001111 uses images that we share.");
    await expect(page.getByRole("main")).not.toContainText("none of the images");
  }
});

const images = (page: Page) => page.getByRole("region", { name: "Images it uses" });

const ORDER = ["deprecated", "deprecation planned", ""];

const isDeprecated = ({ deprecationTime }: Image): boolean => deprecationTime !== null && Date.parse(deprecationTime) < Date.now();
