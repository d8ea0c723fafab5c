import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { POST } from "@/app/api/auth/sign-out/route";
import { databaseEndedSessions } from "@/lib/server/store/ended-session-store";
import { type Database, openDatabase } from "@/lib/store/database";
import { addEndedSessions, allEndedSessions } from "@/lib/store/ended-sessions";
import { freshDatabase } from "@/lib/store/test-support";
import { arrive, cookieFor, ORIGIN } from "./access-gate.test-support";
import { setEndedSessionStore } from "./ended-sessions";
import { OPERATOR, VIEWER } from "./test-support";

const location = freshDatabase("embedded");
let database: Database;
let isDown = false;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // Nothing may leave this machine.
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  isDown = false;
  database ??= await openDatabase(location(), () => undefined);
  await database.deleteFrom("ended_session").execute();
  setEndedSessionStore(databaseEndedSessions(async () => (isDown ? Promise.reject(new Error("It is down.")) : database)));
});
afterAll(() => database.destroy());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const signOut = (cookie: string) =>
  POST(new Request(`${ORIGIN}/api/auth/sign-out`, { method: "POST", headers: { cookie, origin: ORIGIN, host: "ledger.example.com" } }));
const statusOf = async (cookie: string) => (await arrive("/api/scopes", { cookie }))?.status ?? 200;
const later = () => vi.setSystemTime(Date.now() + 3_000);

it("a cookie that was copied before is refused once its owner has signed out, and no other is", async () => {
  const [cookie, other] = [await cookieFor(VIEWER), await cookieFor(VIEWER)];
  expect(await statusOf(cookie)).toBe(200);

  expect((await signOut(cookie)).status).toBe(200);

  expect(await statusOf(cookie)).toBe(401);
  expect(await statusOf(other)).toBe(200);
  expect(await allEndedSessions(database)).toHaveLength(1);
});

it("a session that was ended at another server ends here within seconds", async () => {
  const cookie = await cookieFor(OPERATOR);
  await signOut(cookie);
  const [kept] = await allEndedSessions(database);
  await database.deleteFrom("ended_session").execute();
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("ami-ledger"));
  const there = await import("./ended-sessions");
  const gate = await import("./access-gate.test-support");
  there.setEndedSessionStore(databaseEndedSessions(async () => database));
  expect(await gate.arrive("/api/scopes", { cookie })).toBeNull();

  await addEndedSessions(database, kept === undefined ? [] : [kept]);
  later();

  expect((await gate.arrive("/api/scopes", { cookie }))?.status).toBe(401);
});

it("while the database is down a sign-out counts here, nobody else is locked out, and it is kept once the database is back", async () => {
  const [cookie, other] = [await cookieFor(VIEWER), await cookieFor(VIEWER)];
  isDown = true;
  later();

  expect((await signOut(cookie)).status).toBe(200);
  expect(await statusOf(cookie)).toBe(401);
  expect(await statusOf(other)).toBe(200);

  isDown = false;
  later();
  await statusOf(other);
  expect(await allEndedSessions(database)).toHaveLength(1);
});
