import { createHash, hkdfSync, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { EncryptJWT } from "jose";
import { SIGN_IN } from "./addresses";
import { test as base, expect } from "./aws";
import { APP_URL, CLIENT, PROVIDER_URL, SECRET } from "./sign-in-environment";

/** Playwright's `test`, at the app where people have to sign in. */
export const test = base.extend({
  place: SIGN_IN,
  page: async ({ page }, use) => {
    // The provider's own pages ask for a font from elsewhere.
    await page.route(
      ({ hostname }) => hostname !== "127.0.0.1",
      (route) => route.fulfill({ body: "" }),
    );
    await use(page);
  },
});

/** Signs in from the page that asks for it. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** Who is signed in, at the edge of every page. */
export const signedIn = (page: Page) => page.getByRole("region", { name: "Signed in" });

interface Session {
  groups?: string[];
  secret?: string;
  purpose?: string;
  audience?: string;
  /** From now on; negative for one that is over. */
  seconds?: number;
}

/** The value of a session's cookie, made as the app makes it where nothing else is said. */
export function sessionValue({ groups = ["viewers"], secret = SECRET, purpose = "session", audience, seconds = 600 }: Session = {}) {
  const now = Math.floor(Date.now() / 1000);
  const identity = { subject: "bob", name: "Bob Viewer", email: "bob@example.com", emailDoubt: null, groups, groupsDoubt: null };
  return new EncryptJWT({ id: randomUUID(), identity })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(audience ?? sessionAudience({}))
    .setIssuedAt(Math.min(now, now + seconds))
    .setExpirationTime(now + seconds)
    .encrypt(new Uint8Array(hkdfSync("sha256", secret, "ami-ledger", purpose, 32)));
}

/** Whom a session is for: an app, a provider, a client, and the rules by which claims are kept. */
export function sessionAudience({ appUrl = APP_URL, client = CLIENT.id, operators = "operators" }) {
  const rules = [["groups", "roles", "cognito:groups"], [operators], ["viewers"], null];
  return `${appUrl} ${PROVIDER_URL} ${client} ${createHash("sha256").update(JSON.stringify(rules)).digest("base64url")}`;
}

/** Gives the browser a session's cookie in place of its own. */
export async function putSession(page: Page, value: string): Promise<void> {
  await page.context().addCookies([{ name: "ledger-session", value, url: APP_URL, httpOnly: true, sameSite: "Lax" }]);
}

export { expect };
