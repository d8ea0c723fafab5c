import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/aws";
import { inVirginia } from "@/e2e/support/pages";
import { documentExcess, tooWide } from "@/e2e/support/scroll";
import { grid, openRow, panel } from "@/e2e/support/table";

/** A text as AWS may give one: a thousand characters, and nowhere to break it. */
const LONG = `a--&gt;b!=c_${"W".repeat(1_000)}`;
const SHOWN = "a-->b!=c_";
const IMAGE = "ami-0123456789abcdef0";
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

const answer = (operation: string, content: string): string =>
  `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>${content}</${operation}Response>`;

const images = answer(
  "DescribeImages",
  `<imagesSet><item><imageId>${IMAGE}</imageId><imageState>available</imageState><name>${LONG}</name><description>${LONG}</description><platformDetails>${LONG}</platformDetails><tagSet><item><key>${LONG}</key><value>${LONG}</value></item></tagSet></item></imagesSet>`,
);

const imports = answer(
  "DescribeImportImageTasks",
  `<importImageTaskSet><item><importTaskId>import-ami-1</importTaskId><status>${LONG}</status><statusMessage>${LONG}</statusMessage><progress>${LONG}</progress><description>${LONG}</description></item></importImageTaskSet>`,
);

const refusal = `<Response><Errors><Error><Code>${LONG}</Code><Message>${LONG}</Message></Error></Errors><RequestID>${LONG}</RequestID></Response>`;

test("texts without an end widen no page, and are shown without ligatures", async ({ page, aws }) => {
  await aws.fail(
    { kind: "replace-body", operation: "DescribeImages", body: images },
    { kind: "replace-body", operation: "DescribeImportImageTasks", body: imports },
    { kind: "replace-body", operation: "DescribeFastLaunchImages", body: refusal, status: 400 },
  );

  for (const path of ["/", "/images", `/images/${IMAGE}`, "/usage-matrix", "/import-image-tasks", "/fast-launch-images"]) {
    await test.step(path, async () => {
      await page.goto(inVirginia(path));
      await expect(page.getByRole("progressbar", { name: "Reading from AWS" })).toBeHidden();
      await expect(page.getByRole("main")).toContainText(SHOWN);
      await expectToFit(page);
      expect(await page.evaluate(ligatures, SHOWN)).toEqual([]);
    });
  }
});

test("a row, a choice and a search without an end widen no page", async ({ page, aws }) => {
  await aws.fail({ kind: "replace-body", operation: "DescribeImages", body: images });
  await page.goto(inVirginia("/images", `q=${SHOWN}&facet.name=${"W".repeat(1_000)}&facet.state=${"W".repeat(1_000)}`));
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expectToFit(page);

  await page.goto(inVirginia("/images"));
  await expect(grid(page)).toContainText(SHOWN);
  await openRow(page, SHOWN);
  await panel(page).getByText("Every member, as AWS gave it").click();
  await expectToFit(page);
});

async function expectToFit(page: Page): Promise<void> {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await expect.poll(() => tooWide(page), { message: `${page.url()} at ${screen.width}` }).toEqual([]);
    expect(await documentExcess(page)).toEqual({ down: 0, across: 0 });
  }
}

/** The elements that show a text and may draw its signs as others. */
const ligatures = (text: string): string[] =>
  [...document.querySelectorAll("main *, input")]
    .filter((element) => element.childElementCount === 0 && (element.textContent?.includes(text) || element instanceof HTMLInputElement))
    .filter((element) => getComputedStyle(element).fontVariantLigatures !== "none")
    .map(({ outerHTML }) => outerHTML.slice(0, 200));
