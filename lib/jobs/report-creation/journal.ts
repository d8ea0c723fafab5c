import "server-only";
import { mkdir, open, readdir, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { namedError } from "@/lib/core/named-error";
import type { ReportJob } from "@/lib/domain/report-jobs/report-job";
import { type JournalEvent, journalEventSchema, type LaterEvent } from "./journal-event";
import { applyJobEvent, startJob } from "./progress";

/** The directory cannot be written to, so that nothing may be begun that has to be remembered. */
export class JournalUnwritable extends namedError("JournalUnwritable") {
  constructor(cause: unknown) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    super(`The server cannot write to its data directory${code}: set LEDGER_DATA_DIR to one that it may write to. Nothing was requested.`, {
      cause,
    });
  }
}

interface Unwritten {
  text: string;
  written: () => void;
  failed: (error: unknown) => void;
}

const ENDING = ".jsonl";

/**
 * The events of each report job, one file of JSON lines per job. A line is on the disk when its promise
 * resolves; lines that come together are written together. One process at a time.
 */
export class Journal {
  private readonly unwritten = new Map<string, Unwritten[]>();

  private constructor(private readonly directory: string) {}

  /**
   * Opens the journals below a data directory, with their jobs. A directory that is not
   * there holds none, and is made with the first. What the end of a process tore off a last line is taken away;
   * a line that cannot be read is passed over, and given to `onDamaged` with its file.
   *
   * @throws JournalUnwritable
   */
  static async open(dataDir: string, onDamaged: (path: string) => void): Promise<{ journal: Journal; jobs: ReportJob[] }> {
    // Otherwise the bundler takes it for a source folder and ships every folder of that name.
    const directory = join(/* turbopackIgnore: true */ dataDir, "report-requests");
    try {
      const names = (await readdir(directory).catch(noneIfMissing)).filter((name) => name.endsWith(ENDING)).toSorted();
      const jobs = await Promise.all(names.map((name) => readJob(join(directory, name), onDamaged)));
      return { journal: new Journal(directory), jobs: jobs.flatMap((job) => job ?? []) };
    } catch (error) {
      throw new JournalUnwritable(error);
    }
  }

  /** @throws JournalUnwritable */
  async begin(event: Extract<JournalEvent, { type: "created" }>): Promise<void> {
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await this.write(event.request.id, event);
      await syncDirectory(this.directory);
    } catch (error) {
      throw new JournalUnwritable(error);
    }
  }

  /** @throws JournalUnwritable */
  async append(requestId: string, event: LaterEvent): Promise<void> {
    await this.write(requestId, event).catch((error: unknown) => {
      throw new JournalUnwritable(error);
    });
  }

  private write(requestId: string, event: JournalEvent): Promise<void> {
    return new Promise((written, failed) => {
      const line = { text: `${JSON.stringify(event)}\n`, written, failed };
      const waiting = this.unwritten.get(requestId);
      if (waiting !== undefined) {
        waiting.push(line);
        return;
      }
      this.unwritten.set(requestId, [line]);
      void this.flush(requestId);
    });
  }

  /** Writes what has come until nothing comes. */
  private async flush(requestId: string): Promise<void> {
    for (;;) {
      // Events of the same tick share one write.
      await Promise.resolve();
      const lines = this.unwritten.get(requestId) ?? [];
      if (lines.length === 0) break;
      this.unwritten.set(requestId, []);
      try {
        await appendAndSync(join(this.directory, requestId + ENDING), lines.map(({ text }) => text).join(""));
        for (const { written } of lines) written();
      } catch (error) {
        for (const { failed } of lines) failed(error);
      }
    }
    this.unwritten.delete(requestId);
  }
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code !== "ENOENT") throw error;
  return [];
}

async function appendAndSync(path: string, text: string): Promise<void> {
  const file = await open(path, "a", 0o600);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Makes the name of a new file last. Not every system can. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r").catch(() => null);
  await handle?.sync().catch(() => null);
  await handle?.close();
}

/** Null for a file whose first line was never finished: nobody was told of the job. */
async function readJob(path: string, onDamaged: (path: string) => void): Promise<ReportJob | null> {
  const bytes = await readFile(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) await truncate(path, end);
  const events = bytes
    .toString("utf8", 0, end)
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => readEvent(line, () => onDamaged(path)));
  const [first, ...later] = events;
  if (first?.type !== "created") return null;
  const job = startJob(first);
  for (const event of later) if (event.type !== "created") applyJobEvent(job, event);
  return job;
}

function readEvent(line: string, onDamaged: () => void): JournalEvent[] {
  try {
    return [journalEventSchema.parse(JSON.parse(line))];
  } catch {
    onDamaged();
    return [];
  }
}
