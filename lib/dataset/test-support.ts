import type { Proof, RowEvent, ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import type { LiveReading } from "./reading";
import { applyEvent, emptyReading, type Reading } from "./reading";

const AT = "2026-11-20T12:00:00.000Z";

/** How a reading was asked, and where it is now. */
export interface Asked {
  scopes: Scope[];
  isFetching?: boolean;
  error?: Error | null;
  /** ISO 8601. */
  readAt?: string;
}

/** The list that the lines of a stream make. */
export function source<Row extends object>(
  resource: Resource<Row>,
  events: readonly RowEvent<Row>[],
  { scopes, isFetching = false, error = null, readAt = AT }: Asked,
): LiveReading<Row> {
  const start: RowEvent<Row>[] = scopes.length === 0 ? [] : [{ type: "start", scopes, at: readAt }];
  const set = [...start, ...events].reduce<Reading<Row>>((before, event) => applyEvent(before, event), emptyReading(resource));
  return { set, isFetching, error };
}

interface Read {
  readAt?: string;
  proof?: Proof;
}

/** A list of one scope, read to its end. */
export const whole = <Row extends object>(
  resource: Resource<Row>,
  scope: Scope,
  of: Row[],
  { readAt = AT, proof }: Read = {},
): LiveReading<Row> => source(resource, [rows(scope, of), done(scope, { readAt, proof }), end(of.length)], { scopes: [scope], readAt });

export const rows = <Row>(scope: Scope, of: Row[]): RowEvent<Row> => ({ type: "rows", scope, rows: of });

export const done = (scope: Scope, { readAt = AT, proof }: Read = {}) =>
  ({ type: "done", scope, pages: 1, rows: 0, nextToken: null, readAt, source: "aws", proof }) as const;

export function failed(scope: Scope, kind: ScopeError["kind"] = "throttled") {
  const error: ScopeError = { kind, code: "RequestLimitExceeded", message: "slow down", requestId: null, httpStatus: null };
  return { type: "failed", scope, error, readAt: null } as const;
}

export const end = (count: number, complete = true) => ({ type: "end", complete, truncated: false, rows: count }) as const;
