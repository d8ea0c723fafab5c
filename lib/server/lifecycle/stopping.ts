import "server-only";
import { stopReadings } from "@/lib/aws/listing/stop-readings";
import { namedError } from "@/lib/core/named-error";
import { processWide } from "@/lib/core/process-wide";

/** The server is stopping, and does not start or finish the work. */
export class ServerStopping extends namedError("ServerStopping") {
  constructor() {
    super("The server is being stopped or replaced. Everything that arrived before is correct. Try again in a moment.");
  }
}

const state = processWide("stopping", () => ({
  isStopping: false,
  requests: 0,
  atEnd: [] as (() => Promise<void>)[],
}));

/** Whether the server has been told to stop, and accepts no new work. */
export const isStopping = (): boolean => state.isStopping;

/** @throws ServerStopping once the server has been told to stop. */
export function checkNotStopping(): void {
  if (state.isStopping) throw new ServerStopping();
}

/** Counts an answer that the server waits for. Returns the function that ends it. */
export function whileAnswering(): () => void {
  state.requests += 1;
  let isOver = false;
  return () => {
    if (!isOver) state.requests -= 1;
    isOver = true;
  };
}

export const isAnswering = (): boolean => state.requests > 0;

/** From now on, no new work. */
export function beginStopping(): void {
  state.isStopping = true;
}

/** Stops the readings that still run. Whoever waits for one gets a ServerStopping. */
export const endRunning = (): void => stopReadings(new ServerStopping());

/** Registers an action for when nothing runs any more, before the process ends. */
export function onServerEnd(act: () => Promise<void>): void {
  state.atEnd.push(act);
}

/** Runs these actions. A failing one does not keep the process from ending. */
export async function atServerEnd(): Promise<void> {
  await Promise.allSettled(state.atEnd.map((act) => act()));
}
