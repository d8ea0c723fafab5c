import { afterAll } from "vitest";
import type { RowEvent, ScopeFailure } from "@/lib/core/row-events";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Call } from "@/lib/dev/aws-emulator/answering";
import { type Emulator, type EmulatorOptions, startEmulator } from "@/lib/dev/aws-emulator/server";
import { emptyRegion, type RegionWorld, type World } from "@/lib/dev/aws-emulator/world";

export type Row = Record<string, unknown>;
export type Line = RowEvent<Row>;
export type Handler = (request: Request) => Promise<Response>;

export const ACCOUNT = "001122223333";
const READER = `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`;

/** The account's endpoint, which the AWS SDK of the routes reaches as it reaches AWS. */
export interface Aws extends Emulator {
  world: World;
  /** The calls that read data, in the order in which they came: all but the one that asks who the caller is. */
  dataCalls(region?: string): Call[];
  /** Forgets faults and calls. */
  reset(): void;
}

/**
 * Starts an endpoint for a test file and configures the server for it. A client of the SDK lives as long
 * as the process, so a file has one endpoint, and changes its faults and its world.
 */
export async function startAws(regions: Record<string, Partial<RegionWorld>>, arn = READER): Promise<Aws> {
  const world: World = { account: ACCOUNT, arn, regions: {} };
  for (const [name, region] of Object.entries(regions)) world.regions[name] = { ...emptyRegion(), ...region };
  return startWorld(world);
}

/** Starts an endpoint with a world of any number of accounts, each of which is read through a role. */
export async function startWorld(world: World, options: Omit<EmulatorOptions, "world"> = {}): Promise<Aws> {
  const emulator = await startEmulator({ world, ...options });
  afterAll(() => emulator.close());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "example",
    LEDGER_REGIONS: Object.keys(world.regions).join(","),
    LEDGER_ROLE_ARNS: Object.keys(world.members ?? {})
      .map(roleArn)
      .join(","),
    // A test changes the world between two reads. Those about keeping rows set their own time.
    LEDGER_CACHE_SECONDS: "0",
  });
  return {
    ...emulator,
    world,
    dataCalls: (region) => emulator.calls.filter((call) => call.service !== "sts" && (region === undefined || call.region === region)),
    reset() {
      emulator.faults.splice(0);
      emulator.calls.splice(0);
    },
  };
}

const roleArn = (account: string): string => `arn:aws:iam::${account}:role/ami-ledger`;

/** A request to a route, with the query alone: `region=us-east-1&max-items=2`. */
export function request(query = "", signal?: AbortSignal): Request {
  return new Request(`http://ledger.test/api/rows?${query}`, signal ? { signal } : {});
}

/** What a stream of lines says, once it has been read to its end. */
export interface ReadAnswer {
  lines: Line[];
  rows: Row[];
  rowsIn(region: string): Row[];
  /** The rows of one scope, as text in order, to compare. */
  rowsOf(scope: Scope): string[];
  done: Extract<Line, { type: "done" }>[];
  failures: ScopeFailure[];
  end: Line | undefined;
}

/** Reads all the lines that a route answers with. */
export async function read(GET: Handler, query = ""): Promise<ReadAnswer> {
  const lines = linesOf(await (await GET(request(query))).text());
  const pages = lines.filter((line) => line.type === "rows");
  return {
    lines,
    rows: pages.flatMap((page) => page.rows),
    rowsIn: (region) => pages.filter((page) => page.scope.region === region).flatMap((page) => page.rows),
    rowsOf: (scope) =>
      pages
        .filter((page) => scopeKey(page.scope) === scopeKey(scope))
        .flatMap((page) => page.rows)
        .map((row) => JSON.stringify(row))
        .sort(),
    done: lines.filter((line) => line.type === "done"),
    failures: lines.filter((line) => line.type === "failed").map(({ scope, error }) => ({ scope, error })),
    end: lines.at(-1),
  };
}

/** The lines of a text, each of which must end and be JSON. */
export function linesOf(text: string): Line[] {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error("The last line does not end.");
  return lines.map((line): Line => JSON.parse(line));
}

/** The numbers from 0 up, as many as asked for, made into something. */
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** Everything that a generator gives until it ends. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
