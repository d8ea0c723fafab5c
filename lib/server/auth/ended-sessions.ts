import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { memoizeAsync } from "@/lib/core/memoize-async";
import { processWide } from "@/lib/core/process-wide";

/** A session that somebody ended, and until when its cookie would be valid, ISO 8601. */
interface EndedSession {
  id: string;
  until: string;
}

/** Where ended sessions are kept for all servers of the app. A failure is the store's to log. */
export interface EndedSessionStore {
  add(sessions: readonly EndedSession[]): Promise<void>;
  all(): Promise<readonly EndedSession[]>;
}

/** Another server learns within this time that a session has ended. */
const REFRESH_MS = 2_000;
/** A request waits no longer for a store that does not answer. */
const PATIENCE_MS = 1_000;

const state = processWide("ended-sessions", () => ({
  store: null as EndedSessionStore | null,
  /** By id. */
  ended: new Map<string, EndedSession>(),
  /** Ended here, and not kept yet. */
  unkept: new Map<string, EndedSession>(),
  refresh: memoizeAsync(async () => Promise.race([refresh(), delay(PATIENCE_MS, undefined, { ref: false })]), {
    answerMs: REFRESH_MS,
    failureMs: REFRESH_MS,
  }),
}));

/** From now on ended sessions are kept, and those of other servers count. */
export function setEndedSessionStore(store: EndedSessionStore): void {
  state.store = store;
}

/** Ends a session: at once here, and for the other servers once it is kept, which is tried until it succeeds. */
export async function endSession(session: EndedSession): Promise<void> {
  state.ended.set(session.id, session);
  state.unkept.set(session.id, session);
  await keep().catch(() => undefined);
}

/**
 * Whether somebody has ended a session. While the store does not answer, sessions that are known to have ended stay so and the
 * others go on: nobody is locked out because a database is down.
 */
export async function isEnded(id: string): Promise<boolean> {
  if (!state.ended.has(id)) await state.refresh().catch(() => undefined);
  return state.ended.has(id);
}

async function refresh(): Promise<void> {
  if (state.store === null) return;
  await keep();
  for (const session of await state.store.all()) state.ended.set(session.id, session);
  for (const { id, until } of state.ended.values()) if (Date.parse(until) < Date.now()) state.ended.delete(id);
}

async function keep(): Promise<void> {
  const sessions = [...state.unkept.values()];
  if (state.store === null || sessions.length === 0) return;
  await state.store.add(sessions);
  for (const { id } of sessions) state.unkept.delete(id);
}
