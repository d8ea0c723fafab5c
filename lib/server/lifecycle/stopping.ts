import "server-only";
import { namedError } from "@/lib/core/named-error";
import { processWide } from "@/lib/core/process-wide";

/** The server is stopping, and does not start or finish the work. */
export class ServerStopping extends namedError("ServerStopping") {
  constructor() {
    super("The server is being stopped or replaced. Everything that arrived before is correct. Try again in a moment.");
  }
}

/** Background work that ends with the server. */
interface Stoppable {
  stop(reason: Error): void;
}

const state = processWide("stopping", () => ({
  isStopping: false,
  isEnding: false,
  running: new Set<Stoppable>(),
  requests: 0,
  atEnd: [] as (() => Promise<void>)[],
}));

/** Whether the server has been told to stop, and accepts no new work. */
export const isStopping = (): boolean => state.isStopping;

/** @throws ServerStopping once the server has been told to stop. */
export function checkNotStopping(): void {
  if (state.isStopping) throw new ServerStopping();
}

/** @throws ServerStopping once the grace period is over. */
export function checkNotEnding(): void {
  if (state.isEnding) throw new ServerStopping();
}

/** Registers work to stop with the server. Returns the function that removes it. */
export function whileRunning(running: Stoppable): () => void {
  state.running.add(running);
  if (state.isEnding) running.stop(new ServerStopping());
  return () => void state.running.delete(running);
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

/** Stops running work. Whoever waits for it gets a ServerStopping. */
export function endRunning(): void {
  state.isEnding = true;
  for (const running of state.running) running.stop(new ServerStopping());
}

/** Registers an action for when nothing runs any more, before the process ends. */
export function onServerEnd(act: () => Promise<void>): void {
  state.atEnd.push(act);
}

/** Runs these actions. A failing one does not keep the process from ending. */
export async function atServerEnd(): Promise<void> {
  await Promise.allSettled(state.atEnd.map((act) => act()));
}
