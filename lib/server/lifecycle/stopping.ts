import "server-only";
import { stopReadings } from "@/lib/aws/listing/stop-readings";
import { namedError } from "@/lib/core/named-error";
import { processWide } from "@/lib/core/process-wide";

/** The server ends, and does not begin, or not go on with, what was asked of it. */
export class ServerStopping extends namedError("ServerStopping") {
  constructor() {
    super("The server is being stopped or replaced. What had arrived until then is true. Try again in a moment.");
  }
}

const state = processWide("stopping", () => ({
  isStopping: false,
  requests: 0,
  atEnd: [] as (() => Promise<void>)[],
}));

/** Whether the server has been told to stop. It then begins nothing. */
export const isStopping = (): boolean => state.isStopping;

/** @throws ServerStopping once the server has been told to stop. */
export function checkNotStopping(): void {
  if (state.isStopping) throw new ServerStopping();
}

/** Counts a reading that the server must not end before, until what this gives is called. */
export function whileAnswering(): () => void {
  state.requests += 1;
  let isOver = false;
  return () => {
    if (!isOver) state.requests -= 1;
    isOver = true;
  };
}

export const isAnswering = (): boolean => state.requests > 0;

/** From now on nothing begins. */
export function beginStopping(): void {
  state.isStopping = true;
}

/** Ends the readings that still run. Whoever waits for one is told. */
export const endRunning = (): void => stopReadings(new ServerStopping());

/** Does something when nothing runs any more, before the process ends. */
export function onServerEnd(act: () => Promise<void>): void {
  state.atEnd.push(act);
}

/** Does what was to be done at the end. Nothing of it keeps the process from ending. */
export async function atServerEnd(): Promise<void> {
  await Promise.allSettled(state.atEnd.map((act) => act()));
}
