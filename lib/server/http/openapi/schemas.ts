import { count, enumSchema, type JsonSchema, listOf, object, orNull, text, time, truth } from "@/lib/core/json-schema";
import type { FailureKind, RowEvent, ScopeError, ScopeFailure, Source } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";

const KINDS = {
  denied: true,
  throttled: true,
  unreachable: true,
  expired: true,
  invalid: true,
  unexpected: true,
  missing: true,
} satisfies Record<FailureKind, true>;

const SOURCES = { aws: true, store: true } satisfies Record<Source, true>;

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

export const json = (schema: JsonSchema) => ({ content: { "application/json": { schema } } });

/** Error responses of every path. */
export const ERRORS = {
  "4XX": { description: "The request is refused. 400 names the parameter, 405 has Allow, 429 Retry-After.", ...json(ref("Error")) },
  "5XX": { description: "The server failed, or is being stopped.", ...json(ref("Error")) },
};

const scope = ref("Scope");
const source = enumSchema(Object.keys(SOURCES));
const failures = listOf(ref("ScopeFailure"));

type Event<Type extends RowEvent<unknown>["type"]> = Omit<Extract<RowEvent<unknown>, { type: Type }>, "proof">;

/** Schemas around the rows, and of errors. */
export const SHARED_SCHEMAS = {
  Error: object({ error: object({ code: text, parameter: orNull(text), message: text }) }),
  Scope: object<Scope>({
    account: { ...orNull(text), description: "12 digits. Null where AWS has not said whose credentials these are." },
    region: text,
  }),
  ScopeError: object<ScopeError>({
    kind: enumSchema(Object.keys(KINDS)),
    code: text,
    message: text,
    requestId: orNull(text),
    httpStatus: orNull(count),
  }),
  ScopeFailure: object<ScopeFailure>({ scope, error: ref("ScopeError") }),
  Start: object<Event<"start">>({ type: { const: "start" }, at: time, scopes: listOf(scope) }),
  Done: object<Event<"done">>({
    type: { const: "done" },
    scope,
    pages: count,
    rows: count,
    nextToken: orNull(text),
    readAt: time,
    source,
  }),
  Failed: object<Event<"failed">>({ type: { const: "failed" }, scope, error: ref("ScopeError"), readAt: orNull(time) }),
  End: object<Event<"end">>({ type: { const: "end" }, complete: truth, truncated: truth, rows: count }),
  Failures: object({ failures }),
  Checks: object({ checks: listOf(object({ scope, operation: text, allowed: truth, code: text })) }),
};

/** The scope of a row. */
const scopeOf = ({ spansScopes }: Pick<Resource<never>, "spansScopes">): JsonSchema =>
  spansScopes ? { ...orNull(scope), description: "Null where the rows are of several scopes." } : scope;

/** A line of a stream of a resource's rows. */
export const lineOf = (resource: Resource<never>, row: JsonSchema): JsonSchema => ({
  oneOf: [
    ref("Start"),
    object<Event<"rows">>({ type: { const: "rows" }, scope: scopeOf(resource), rows: listOf(row) }),
    ref("Done"),
    ref("Failed"),
    ref("End"),
  ],
});

/** The document of all rows, each with its scope. */
export const documentOf = (resource: Resource<never>, row: JsonSchema): JsonSchema =>
  object({
    at: time,
    rows: listOf({ allOf: [row, object({ scope: scopeOf(resource) })] }),
    complete: truth,
    truncated: truth,
    nextTokens: listOf(object({ scope, nextToken: text })),
    readings: listOf(object({ scope, readAt: time, source })),
    failures,
  });
