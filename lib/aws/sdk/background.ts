import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

const background = new AsyncLocalStorage<true>();

/** Makes what AWS is called for in `work` wait its turn: it takes no more than the collector's share of an account's bucket. */
export const inBackground = <Result>(work: () => Result): Result => background.run(true, work);

export const isInBackground = (): boolean => background.getStore() === true;
