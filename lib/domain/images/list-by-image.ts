import { type Known, known } from "@/lib/core/known";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { CodedColumn } from "@/lib/dataset/coded-column";
import type { LiveReading } from "@/lib/dataset/reading";
import { groupRows } from "@/lib/dataset/row-groups";
import { whyUnknown } from "@/lib/dataset/why-unknown";
import { type ImageEvidence, imageKey } from "./image-evidence";

/** Which image it is. */
export type Subject = Pick<ImageEvidence, "scope" | "imageId">;

/** The rows of a list by the image that they are about. */
export interface Listed<Row extends object> {
  subjects: ReadonlyMap<string, Subject>;
  /** The rows about an image, made anew. */
  rows: (key: string) => Scoped<Row>[];
  /** Their numbers, in groups of the same values in the other columns that were asked for. */
  groups: (key: string) => readonly Uint32Array[];
  /** Rows of a scope that do not say which image they are about. */
  nameless: (scope: Scope) => Scoped<Row>[];
  source: LiveReading<Row> | null;
  /** Whether everything of a scope is here. */
  whole: (scope: Scope) => Known<null>;
  /** When AWS began to be asked, ISO 8601. */
  readAt: (scope: Scope) => string | null;
}

const NO_VALUES = new CodedColumn();

/** Puts the rows of a list together by image, and in the same step by other columns. Looks at codes, not at rows. */
export function* listByImage<Row extends object>(source: LiveReading<Row> | null, others: readonly string[] = []): Sliced<Listed<Row>> {
  const subjects = new Map<string, Subject>();
  const groups = new Map<string, Uint32Array[]>();
  const nameless = new Map<string, Uint32Array[]>();
  const scopes = new Map(source?.set.scopes.map((scope) => [scopeKey(scope), scope]));
  if (source !== null) {
    const { table, length } = source.set;
    const columns = ["imageId", ...others].map((name) => table.columns[name] ?? NO_VALUES);
    for (const rows of yield* groupRows([table.scopeKeys, ...columns], length)) {
      const first = rows[0] ?? 0;
      const inScope = String(table.scopeKeys.at(first));
      const imageId = columns[0]?.at(first);
      const scope = scopes.get(inScope) ?? table.row(first)?.scope;
      if (scope === undefined) continue;
      if (typeof imageId !== "string") {
        add(nameless, inScope, rows);
        continue;
      }
      const key = imageKey({ scope, imageId });
      subjects.set(key, subjects.get(key) ?? { scope, imageId });
      add(groups, key, rows);
    }
  }
  const made = (lists: readonly Uint32Array[] = []): Scoped<Row>[] =>
    lists.flatMap((rows) => (source === null ? [] : [...source.set.table.rows(rows)]));
  const states = new Map<string, Known<null>>();
  return {
    source,
    subjects,
    groups: (key) => groups.get(key) ?? [],
    rows: (key) => made(groups.get(key)),
    nameless: (scope) => made(nameless.get(scopeKey(scope))),
    whole: (scope) => remembered(states, scopeKey(scope), () => (source === null ? NOT_ASKED : wholeOf(source, scope))),
    readAt: (scope) => source?.set.readTimes[scopeKey(scope)] ?? null,
  };
}

const wholeOf = <Row extends object>(source: LiveReading<Row>, scope: Scope): Known<null> =>
  whyUnknown(source, scope, source.set.table.resource.title) ?? known(null);

const NOT_ASKED: Known<null> = { state: "reading", why: "It has not been asked for yet." };

function add<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}
