import type { Columnar } from "./columnar";
import type { Scope } from "./scope";

/**
 * Failures sorted by what the reader can do about them: ask for a permission, wait, look at the
 * network, renew credentials, correct the question, or report it. `missing`: nothing was read by the time that was asked for.
 */
export type FailureKind = "denied" | "throttled" | "unreachable" | "expired" | "invalid" | "unexpected" | "missing";

/** Why one scope could not be read. The others are unaffected. */
export interface ScopeError {
  kind: FailureKind;
  /** AWS's own code, e.g. `UnauthorizedOperation`, or the name of the fault where AWS did not answer. */
  code: string;
  message: string;
  /** AWS's request id, for its support. Null where no answer arrived. */
  requestId: string | null;
  /** Null where no answer arrived. */
  httpStatus: number | null;
}

export interface ScopeFailure {
  scope: Scope;
  error: ScopeError;
}

/**
 * Evidence of a reader apart from its rows, which lets the absence of a row count. Its form is up to the
 * resource. Only our own pages receive it.
 */
export type Proof = unknown;

/** The lines of a rows stream, in the order described at each. Times are ISO 8601, by the server. */
export type RowEvent<Row> =
  /** Always first. */
  | { type: "start"; at: string; scopes: Scope[] }
  /** One page of AWS, which may be empty. Scopes arrive interleaved. */
  | { type: "rows"; scope: Scope; rows: Row[] }
  /** The scope is complete, or `nextToken` says where `max-items` stopped it. `readAt`: when AWS began to be asked. */
  | { type: "done"; scope: Scope; pages: number; rows: number; nextToken: string | null; readAt: string; source: Source; proof?: Proof }
  /** The scope ended early. The rows it already gave remain true; with `readAt` they are those of an earlier whole reading. */
  | { type: "failed"; scope: Scope; error: ScopeError; readAt: string | null }
  /** Always last. A stream without it was cut short, whatever its HTTP status. `truncated`: some scope has a `nextToken`. */
  | { type: "end"; complete: boolean; truncated: boolean; rows: number };

/** Where rows come from: AWS, or what was kept of an earlier reading. */
export type Source = "aws" | "store";

/** A line as it may be sent to who accepts columns: the rows of a page in the shorter form. */
export type SentEvent<Row> = RowEvent<Row> | { type: "rows"; scope: Scope; columnar: Columnar<Row> };
