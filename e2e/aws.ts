import { test as base } from "@playwright/test";
import type { Call } from "@/lib/aws-emulator/answering";
import type { Fault } from "@/lib/aws-emulator/faults";
import { addresses } from "./addresses";
import { REGION_FAULTS } from "./failing-regions";

export { expect } from "@playwright/test";

/** The endpoint behind the app under test. */
export interface Aws {
  /** Makes calls go wrong, until the test ends. The regions that always fail go on failing. */
  fail(...faults: Fault[]): Promise<void>;
  /** Makes everything go well again, but for the regions that always fail. */
  recover(): Promise<void>;
  /** The calls that the app has made since the test began. */
  calls(): Promise<Call[]>;
}

/** Playwright's `test`, on the app and the endpoint of the worker that runs it. */
export const test = base.extend<{ aws: Aws }>({
  baseURL: async ({ baseURL }, use, { parallelIndex }) => use(baseURL && addresses(parallelIndex).appUrl),
  aws: [
    async ({ request }, use, { parallelIndex }) => {
      const { awsUrl } = addresses(parallelIndex);
      const fail = async (...faults: Fault[]) => {
        const answer = await request.put(`${awsUrl}/_faults`, { data: [...faults, ...REGION_FAULTS] });
        if (!answer.ok()) throw new Error(await answer.text());
      };
      await fail();
      await request.delete(`${awsUrl}/_calls`);
      await use({
        fail,
        recover: () => fail(),
        calls: async () => (await request.get(`${awsUrl}/_calls`)).json(),
      });
      await fail();
    },
    { auto: true },
  ],
});
