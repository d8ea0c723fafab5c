import { type Resource, rowKey } from "@/lib/resources/resource";
import type { Scope, Scoped } from "@/lib/scope";
import { CodedColumn } from "./coded-column";

/** The rows of a resource as they arrived, with its columns as numbers. Rows are only ever added. */
export class RowTable<Row extends object> {
  readonly rows: Scoped<Row>[] = [];
  readonly columns: Readonly<Record<string, CodedColumn>>;
  private readonly accessors: { name: string; coded: CodedColumn }[];
  private readonly texts = new Map<string, string>();
  private sought: { key: string | null; row: Scoped<Row> | null; looked: number } = { key: null, row: null, looked: 0 };

  constructor(readonly resource: Resource<Row>) {
    this.accessors = Object.keys(resource.columns).map((name) => ({ name, coded: new CodedColumn() }));
    this.columns = Object.fromEntries(this.accessors.map(({ name, coded }) => [name, coded]));
  }

  append(scope: Scope, rows: readonly Row[]): void {
    for (const row of rows) {
      const scoped = Object.assign(this.interned(row), { scope });
      const index = this.rows.push(scoped) - 1;
      for (const { name, coded } of this.accessors) coded.set(index, this.resource.columns[name]?.value(scoped) ?? null);
    }
  }

  /** The row of that key, or null where it has not arrived. */
  find(key: string): Scoped<Row> | null {
    if (this.sought.key !== key) this.sought = { key, row: null, looked: 0 };
    const { sought, rows } = this;
    // Asked for again with every batch of a stream: only the rows that are new since have to be looked at.
    for (; sought.row === null && sought.looked < rows.length; sought.looked += 1) {
      const row = rows[sought.looked];
      if (row && rowKey(this.resource, row) === key) sought.row = row;
    }
    return sought.row;
  }

  /** Each text kept once: the same ids come in thousands of rows, and every parsed line brings its own copy. */
  private interned(row: Row): Row {
    for (const key in row) {
      const value: unknown = row[key];
      if (typeof value !== "string") continue;
      const known = this.texts.get(value);
      if (known === undefined) this.texts.set(value, value);
      else Object.assign(row, { [key]: known });
    }
    return row;
  }
}
