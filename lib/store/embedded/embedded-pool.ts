import "server-only";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { DatabaseFault, DatabaseTaken, DatabaseUnavailable } from "./database-errors";

const PROCESS = join(/* turbopackIgnore: true */ process.cwd(), "lib/store/embedded/database-process.mjs");

interface Result {
  rows: Record<string, unknown>[];
  command: "INSERT" | "UPDATE" | "DELETE" | "SELECT" | "MERGE";
  rowCount: number;
}

type Answer =
  | { ready: true }
  | { refused: "taken" | "unusable"; message: string }
  | { id: number; result: Result }
  | { id: number; fault: { message: string; code?: string; detail?: string; constraint?: string } };

interface Waiting {
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

/**
 * The embedded database behind the interface of `pg.Pool`, with one connection: whoever has it keeps the others waiting. A
 * process that dies fails what it was asked, and the next query starts another.
 */
export class EmbeddedPool implements PostgresPool {
  private child: Promise<EmbeddedProcess> | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly folder: string) {}

  async connect(): Promise<PostgresPoolClient> {
    let release = (): void => undefined;
    const before = this.turn;
    this.turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    try {
      const database = await this.opened();
      return {
        query: (sql: unknown, parameters?: readonly unknown[]) => database.query(String(sql), parameters ?? []),
        release,
      } as PostgresPoolClient;
    } catch (error) {
      release();
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.turn;
    const { child } = this;
    this.child = null;
    await (await child?.catch(() => null))?.close();
  }

  private async opened(): Promise<EmbeddedProcess> {
    const current = await this.child?.catch(() => null);
    if (current?.isAlive) return current;
    this.child = EmbeddedProcess.start(this.folder);
    return this.child;
  }
}

/** The process of the database, and what it has been asked. */
class EmbeddedProcess {
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on("message", (answer: Answer) => this.take(answer));
    child.on("exit", () => this.failAll());
  }

  /** @throws DatabaseUnavailable */
  static async start(folder: string): Promise<EmbeddedProcess> {
    // The flag is allowed neither in NODE_OPTIONS nor once the process runs.
    const child = fork(PROCESS, [folder], { execArgv: ["--liftoff-only"], serialization: "advanced" });
    const [answer]: (Answer | number)[] = await Promise.race([once(child, "message"), once(child, "exit")]);
    if (answer instanceof Object && "ready" in answer) return new EmbeddedProcess(child);
    if (answer instanceof Object && "refused" in answer) {
      throw new (answer.refused === "taken" ? DatabaseTaken : DatabaseUnavailable)(answer.message);
    }
    throw new DatabaseUnavailable("The process of the embedded database ended before it was ready.");
  }

  get isAlive(): boolean {
    return this.child.connected;
  }

  query(sql: string, parameters: readonly unknown[]): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.asked += 1;
      const id = this.asked;
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, sql, parameters }, (error) => {
        if (error !== null) this.fail(id, new DatabaseUnavailable(error.message));
      });
    });
  }

  async close(): Promise<void> {
    const ended = this.child.exitCode === null ? once(this.child, "exit") : null;
    if (this.child.connected) this.child.disconnect();
    await ended;
  }

  private take(answer: Answer): void {
    if (!("id" in answer)) return;
    if ("fault" in answer) {
      this.fail(answer.id, new DatabaseFault(answer.fault));
      return;
    }
    this.waiting.get(answer.id)?.resolve(answer.result);
    this.waiting.delete(answer.id);
  }

  private fail(id: number, error: Error): void {
    this.waiting.get(id)?.reject(error);
    this.waiting.delete(id);
  }

  private failAll(): void {
    for (const id of this.waiting.keys()) this.fail(id, new DatabaseUnavailable("The process of the embedded database ended."));
  }
}
