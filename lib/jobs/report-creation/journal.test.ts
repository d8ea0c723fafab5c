import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Journal, JournalUnwritable } from "./journal";
import { newDirectory, newJob, SILENT } from "./test-support";

const at = "2026-11-21T10:00:00.000Z";

describe("a journal", () => {
  it("tells in another process what was written in one, in its order", async () => {
    const { dataDir, id, journal } = await begun(2);
    await Promise.all([
      journal.append(id, { type: "sending", at, image: 0 }),
      journal.append(id, { type: "sending", at, image: 1 }),
      journal.append(id, { type: "requested", at, image: 0, reportId: "amiur-1", adopted: null }),
    ]);
    await journal.append(id, { type: "seen", at, image: 0, state: "available", reason: null });

    const { jobs } = await Journal.open(dataDir, SILENT.lineDamaged);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.images).toMatchObject([
      { state: "available", reportId: "amiur-1", sendingSince: null },
      { state: "queued", sendingSince: at },
    ]);
  });

  it("writes lines that come together as whole lines", async () => {
    const { dataDir, id, journal } = await begun(50);
    await Promise.all(Array.from({ length: 50 }, (_, image) => journal.append(id, { type: "sending", at, image })));

    const lines = (await readFile(fileOf(dataDir, id), "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(51);
    expect(lines.every((line) => JSON.parse(line).at !== "")).toBe(true);
  });

  it("is whole without a last line that was torn off, and goes on in a line of its own", async () => {
    const { dataDir, id, journal } = await begun(1);
    await journal.append(id, { type: "sending", at, image: 0 });
    await appendFile(fileOf(dataDir, id), '{"type":"requested","at":"2026-11-2');

    const again = await Journal.open(dataDir, SILENT.lineDamaged);
    expect(again.jobs[0]?.images[0]).toMatchObject({ state: "queued", sendingSince: at });
    await again.journal.append(id, { type: "requested", at, image: 0, reportId: "amiur-2", adopted: null });
    expect((await Journal.open(dataDir, SILENT.lineDamaged)).jobs[0]?.images[0]).toMatchObject({
      state: "requested",
      reportId: "amiur-2",
    });
  });

  it("has no request whose first line was torn off: nobody was told that there is one", async () => {
    const { dataDir, id } = await begun(1);
    const path = fileOf(dataDir, id);
    await writeFile(path, (await readFile(path, "utf8")).slice(0, 40));

    expect((await Journal.open(dataDir, SILENT.lineDamaged)).jobs).toEqual([]);
  });

  it.each(["nonsense", "[]", '{"type":"unheard of","at":"now"}', '{"type":"seen","at":"now","image":-1,"state":"x","reason":null}', ""])(
    "passes over a line that cannot be read, and says so: %j",
    async (line) => {
      const { dataDir, id, journal } = await begun(1);
      const damaged: string[] = [];
      await appendFile(fileOf(dataDir, id), `${line}\n`);
      await journal.append(id, { type: "requested", at, image: 0, reportId: "amiur-1", adopted: null });

      const { jobs } = await Journal.open(dataDir, (path) => damaged.push(path));

      expect(jobs[0]?.images[0]?.state).toBe("requested");
      expect(damaged).toEqual([fileOf(dataDir, id)]);
    },
  );

  it("passes over an image that the request does not have", async () => {
    const { dataDir, id, journal } = await begun(1);
    await journal.append(id, { type: "sending", at, image: 7 });

    expect((await Journal.open(dataDir, SILENT.lineDamaged)).jobs[0]?.images).toHaveLength(1);
  });

  it("is empty where there is no directory, and does not make one to be read", async () => {
    const dataDir = join(await newDirectory(), "none", "yet");

    expect((await Journal.open(dataDir, SILENT.lineDamaged)).jobs).toEqual([]);
    await expect(readFile(dataDir)).rejects.toThrow("ENOENT");
  });

  it("refuses to begin where nothing can be written, and names the variable", async () => {
    const dataDir = join(await newDirectory(), "file");
    await writeFile(dataDir, "");

    const opened = Journal.open(dataDir, SILENT.lineDamaged).then(({ journal }) => journal.begin(first(1)));
    await expect(opened).rejects.toThrow(JournalUnwritable);
    await expect(opened).rejects.toThrow("LEDGER_DATA_DIR");
    await expect(opened).rejects.not.toThrow(dataDir);
  });

  it("can be read by its owner alone", async () => {
    const { dataDir, id } = await begun(1);

    expect((await stat(fileOf(dataDir, id))).mode & 0o077).toBe(0);
  });
});

function first(images: number) {
  const { requestId: id, images: wanted, ...options } = newJob(images);
  return { type: "created" as const, at, request: { id, by: "somebody", options, images: wanted } };
}

async function begun(images: number) {
  const dataDir = await newDirectory();
  const { journal } = await Journal.open(dataDir, SILENT.lineDamaged);
  const event = first(images);
  await journal.begin(event);
  return { dataDir, journal, id: event.request.id };
}

const fileOf = (dataDir: string, id: string): string => join(dataDir, "report-requests", `${id}.jsonl`);
