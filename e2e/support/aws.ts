import { test as base, type ConsoleMessage, expect } from "@playwright/test";
import type { Call } from "@/lib/dev/aws-emulator/answering";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import { addresses, MANY_CELLS } from "./addresses";
import { NO_ORGANIZATION, REGION_FAULTS } from "./failing-regions";

export { expect };

/** The endpoint behind the app under test. */
export interface Aws {
  /** Makes calls go wrong, until the test ends. What always fails goes on failing. */
  fail(...faults: Fault[]): Promise<void>;
  /** Makes everything go well again, but for what always fails. */
  recover(): Promise<void>;
  /** The calls that the app has made since the test began. */
  calls(): Promise<Call[]>;
}

interface Options {
  /** A shared place to test at, in place of the worker's own. */
  place: number | null;
  /** The test breaks connections between page and app, which the browser logs as errors. */
  breaksConnections: boolean;
}

/** Calls that follow each other closer than this belong to one page. */
const SILENCE_MS = 150;

/** Playwright's `test`, on the app and the endpoint of the worker that runs it. No page may log an error or throw one. */
export const test = base.extend<Options & { aws: Aws }>({
  place: [null, { option: true }],
  breaksConnections: [false, { option: true }],
  baseURL: async ({ baseURL, place }, use, { parallelIndex }) => use(baseURL && addresses(place ?? parallelIndex).appUrl),
  page: async ({ page, breaksConnections }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() !== "error" || isRefusal(message)) return;
      if (!(breaksConnections && isBrokenConnection(message))) errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors, "errors on the page").toEqual([]);
  },
  aws: [
    async ({ request, place }, use, { parallelIndex }) => {
      const { awsUrl } = addresses(place ?? parallelIndex);
      const lasting = lastingAt(place);
      const fail = async (...faults: Fault[]) => {
        const answer = await request.put(`${awsUrl}/_faults`, { data: [...faults, ...lasting] });
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

/** What always goes wrong at a place. */
function lastingAt(place: number | null): readonly Fault[] {
  if (place === null) return REGION_FAULTS;
  return place === MANY_CELLS ? NO_ORGANIZATION : [];
}

/** The browser logs every answer that is no success. A page's or a route's own are put into words on the page. */
const isRefusal = (message: ConsoleMessage): boolean => /status of 40[0134]/.test(message.text()) && isOfApp(message);

const isBrokenConnection = (message: ConsoleMessage): boolean => /net::ERR_/.test(message.text()) && isOfApp(message);

const isOfApp = (message: ConsoleMessage): boolean => !new URL(message.location().url).pathname.startsWith("/_next/");
