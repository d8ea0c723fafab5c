import { test as base, type ConsoleMessage, expect } from "@playwright/test";
import type { Call } from "@/lib/aws-emulator/answering";
import type { Fault } from "@/lib/aws-emulator/faults";
import { addresses } from "./addresses";
import { REGION_FAULTS } from "./failing-regions";

export { expect };

/** The endpoint behind the app under test. */
export interface Aws {
  /** Makes calls go wrong, until the test ends. The regions that always fail go on failing. */
  fail(...faults: Fault[]): Promise<void>;
  /** Makes everything go well again, but for the regions that always fail. */
  recover(): Promise<void>;
  /** The calls that the app has made since the test began. */
  calls(): Promise<Call[]>;
}

/** Calls that follow each other closer than this belong to one page. */
const SILENCE_MS = 80;

/** Playwright's `test`, on the app and the endpoint of the worker that runs it. No page may log an error or throw one. */
export const test = base.extend<{ aws: Aws }>({
  baseURL: async ({ baseURL }, use, { parallelIndex }) => use(baseURL && addresses(parallelIndex).appUrl),
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !isRefusal(message)) errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors, "errors on the page").toEqual([]);
  },
  aws: [
    async ({ request }, use, { parallelIndex }) => {
      const { awsUrl } = addresses(parallelIndex);
      const fail = async (...faults: Fault[]) => {
        const answer = await request.put(`${awsUrl}/_faults`, { data: [...faults, ...REGION_FAULTS] });
        if (!answer.ok()) throw new Error(await answer.text());
      };
      const calls = async (): Promise<Call[]> => (await request.get(`${awsUrl}/_calls`)).json();
      await fail();
      // What the page of the test before had under way when it was left may still be on its way here.
      await expect
        .poll(async () => {
          await request.delete(`${awsUrl}/_calls`);
          await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
          return calls();
        })
        .toEqual([]);
      await use({ fail, recover: () => fail(), calls });
      await fail();
    },
    { auto: true },
  ],
});

/** The browser logs every answer that is no success. A page's or a route's own are put into words on the page. */
const isRefusal = (message: ConsoleMessage): boolean =>
  /status of 40[04]/.test(message.text()) && !new URL(message.location().url).pathname.startsWith("/_next/");
