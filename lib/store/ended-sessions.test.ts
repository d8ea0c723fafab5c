import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "./database";
import { addEndedSessions, allEndedSessions } from "./ended-sessions";
import { engines, freshDatabase } from "./test-support";

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

describe.each(engines)("ended sessions in the %s database", (engine) => {
  const location = freshDatabase(engine);
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(location(), () => undefined);
  });
  afterAll(() => database.destroy());

  it("are kept once until they would have expired", async () => {
    const until = inHours(8);
    await addEndedSessions(database, []);
    await addEndedSessions(database, [{ id: "a", until }]);
    await addEndedSessions(database, [
      { id: "a", until: inHours(9) },
      { id: "b", until },
      { id: "over", until: inHours(-1) },
    ]);

    expect((await allEndedSessions(database)).toSorted((one, other) => one.id.localeCompare(other.id))).toEqual([
      { id: "a", until },
      { id: "b", until },
    ]);
  });
});
