import { expectAccessible } from "@/e2e/support/axe";
import { inVirginia } from "@/e2e/support/pages";
import { expect, putSession, sessionValue, signedIn, signIn, test } from "@/e2e/support/sign-in";
import { APP_URL, PROVIDER_URL } from "@/e2e/support/sign-in-environment";
import { rows } from "@/e2e/support/table";

const PAGE = inVirginia("/fast-launch-images", "q=ami");

test("whoever is not signed in signs in, and comes to the page that they wanted", async ({ page }) => {
  await page.goto(PAGE);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page, "light");
  await expectAccessible(page, "dark");
  await signIn(page, "bob");

  await expect(rows(page).first()).toBeVisible();
  expect(page.url()).toBe(`${APP_URL}${PAGE}`);
  await expect(signedIn(page)).toContainText("Bob Viewer");
  await expect(signedIn(page)).toContainText("Viewer");
  const cookies = await page.context().cookies(APP_URL);
  expect(cookies.find(({ name }) => name === "ledger-session")).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(cookies.some(({ name }) => name === "ledger-sign-in")).toBe(false);
  await page.goto("/sign-in?to=/images");
  await expect(page).toHaveURL(`${APP_URL}/images`);
});

test("whoever is in a group of operators is one", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, "ann");

  await expect(signedIn(page)).toContainText("Ann Operator");
  await expect(signedIn(page)).toContainText("Operator");
  await expectAccessible(page, "light", "section[aria-label='Signed in']");
});

test("whoever is in another group learns why they may not enter, and can use another account", async ({ page }) => {
  await page.goto(PAGE);
  await signIn(page, "eve");

  await expect(page.getByRole("heading", { name: "You are signed in, but may not enter" })).toBeVisible();
  await expect(page.getByText("None of your groups may use AMI Ledger.")).toBeVisible();
  await expect(page.getByText("eve@example.com")).toBeVisible();
  await expectAccessible(page, "light");
  expect((await page.request.get("/api/scopes")).status()).toBe(403);

  await page.getByRole("button", { name: "Sign out, to use another account" }).click();
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await signIn(page, "bob");
  await expect(signedIn(page)).toContainText("Bob Viewer");
});

for (const [login, what, sentence, reason] of [
  ["uma", "whose address nobody vouches for", "Your provider does not say whether your e-mail address is verified.", "email-not-vouched"],
  ["max", "whose groups did not arrive", "You are in more groups than your provider sends", "groups-overage"],
] as const) {
  test(`somebody ${what} may not enter, and learns under which word the log says why`, async ({ page }) => {
    await page.goto(PAGE);
    await signIn(page, login);

    await expect(page.getByRole("heading", { name: "You are signed in, but may not enter" })).toBeVisible();
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByText(reason)).toBeVisible();
    expect((await page.request.get("/api/scopes")).status()).toBe(403);
  });
}

test("a viewer whose groups did not all arrive is told that they might be an operator, and what has to change", async ({ page }) => {
  await page.goto(PAGE);
  await signIn(page, "sam");

  await expect(signedIn(page)).toContainText("Your groups did not arrive");
  await expect(signedIn(page)).toContainText("LEDGER_ROLE_CLAIM=roles");
  await expectAccessible(page, "light", "section[aria-label='Signed in']");
  await expectAccessible(page, "dark", "section[aria-label='Signed in']");
});

test("signing out ends the session here and at the provider", async ({ page }) => {
  await page.goto("/fast-launch-images");
  await signIn(page, "bob");
  const copied = (await page.context().cookies()).find(({ name }) => name === "ledger-session")?.value ?? "";
  await signedIn(page).getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Yes, sign me out" }).click();

  await expect(page).toHaveURL(`${APP_URL}/sign-in`);
  expect((await page.request.get("/api/scopes")).status()).toBe(401);
  await putSession(page, copied);
  expect((await page.request.get("/api/scopes")).status(), "a copy of the cookie").toBe(401);
  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await expect(page.locator("input[name=login]")).toBeVisible();
});

test("a session that ends while somebody looks is said so, and signing in again leads back", async ({ page }) => {
  await page.goto(PAGE);
  await signIn(page, "bob");
  await expect(rows(page).first()).toBeVisible();
  const before = await rows(page).count();
  await putSession(page, await sessionValue({ seconds: -10 }));
  await page.getByRole("button", { name: "Refresh" }).click();

  await expect(page.getByText("Your session has ended, so nothing more can be read.")).toBeVisible();
  await expect(rows(page)).toHaveCount(before);
  await expectAccessible(page, "light");
  await expectAccessible(page, "dark");
  await page.getByRole("link", { name: "Sign in again" }).click();
  // The provider still knows them, so nothing is to be typed.
  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await expect(rows(page).first()).toBeVisible();
  expect(page.url()).toBe(`${APP_URL}${PAGE}`);
});

test("a session that somebody altered is none", async ({ page }) => {
  const value = await sessionValue();
  await putSession(page, value);
  expect((await page.request.get("/api/scopes")).status()).toBe(200);
  await putSession(page, `${value.slice(0, -8)}AAAAAAAA`);
  expect((await page.request.get("/api/scopes")).status()).toBe(401);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("no address leads to another site after signing in", async ({ page }) => {
  const hostile = ["https://example.com/", "//example.com", "/\\example.com", "/.//example.com", "/\t/example.com", "/api/auth/sign-out"];
  for (const to of hostile) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
    await signIn(page, "bob");
    await expect(page, to).toHaveURL(`${APP_URL}/`);
  }
});

test("a way back from the provider serves once, and in the browser that began", async ({ page, browser }) => {
  const back: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/auth/callback")) back.push(request.url());
  });
  await page.goto("/fast-launch-images");
  await signIn(page, "bob");
  await expect(signedIn(page)).toBeVisible();
  const used = back[0] ?? "";
  expect(new URL(used).searchParams.get("code")).not.toBeNull();

  for (const context of [page.context(), await browser.newContext()]) {
    await context.clearCookies({ name: "ledger-session" });
    const again = await context.newPage();
    await again.goto(used);
    await expect(again.getByText("This sign-in was not begun in this browser")).toBeVisible();
    expect((await again.request.get(`${APP_URL}/api/scopes`)).status()).toBe(401);
  }
});

test("a way back is refused with another's state, without one, and where it was not begun here", async ({ page }) => {
  const start = await page.request.get("/api/auth/sign-in?to=/images", { maxRedirects: 0 });
  const to = new URL(start.headers().location ?? "");
  expect(to.origin).toBe(PROVIDER_URL);
  expect(to.searchParams.get("code_challenge_method")).toBe("S256");
  expect(to.searchParams.get("nonce")).toMatch(/^[\w-]{20,}$/);

  for (const query of ["code=x&state=other", "code=x", "error=access_denied&state=other", ""]) {
    const answer = await page.request.get(`/api/auth/callback?${query}`, { maxRedirects: 0 });
    expect(answer.headers().location, query).toBe("/sign-in?fault=stale");
    expect(answer.headers()["set-cookie"]).toMatch(/^ledger-sign-in=; Path=\/; Max-Age=0;/);
    await page.request.get("/api/auth/sign-in", { maxRedirects: 0 });
  }
});

test("a code that the provider does not know signs nobody in", async ({ page }) => {
  const start = await page.request.get("/api/auth/sign-in", { maxRedirects: 0 });
  const state = new URL(start.headers().location ?? "").searchParams.get("state");
  await page.goto(`/api/auth/callback?code=invented&state=${state}&iss=${encodeURIComponent(PROVIDER_URL)}`);

  await expect(page.getByRole("alert").filter({ hasText: "was invalid" })).toBeVisible();
  expect((await page.request.get("/api/scopes")).status()).toBe(401);
});

test.describe("clocks", () => {
  test.afterEach(async ({ request }) => {
    await request.put(`${PROVIDER_URL}/_clock?behind=0`);
  });

  test("that differ by less than a minute hinder nobody", async ({ page, request }) => {
    // The provider's tokens are good for a minute, so this one has been over for 40 seconds.
    await request.put(`${PROVIDER_URL}/_clock?behind=100`);
    await page.goto("/fast-launch-images");
    await signIn(page, "bob");

    await expect(signedIn(page)).toContainText("Bob Viewer");
  });

  test("that differ by more are named as the reason", async ({ page, request }) => {
    await request.put(`${PROVIDER_URL}/_clock?behind=400`);
    await page.goto("/fast-launch-images");
    await signIn(page, "bob");

    await expect(page.getByText("The clocks of the provider and of AMI Ledger differ too much.")).toBeVisible();
    expect((await page.request.get("/api/scopes")).status()).toBe(401);
  });
});
