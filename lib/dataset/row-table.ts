import { type Columnar, eachRow } from "@/lib/core/columnar";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import { SLICE_ROWS, type Sliced } from "@/lib/core/slices";
import { type Column, type Resource, rowKey } from "@/lib/resources/resource";
import { CodedColumn } from "./coded-column";
import { ABSENT, decodeMember, encodeMember } from "./member";

interface Member {
  name: string;
  column: CodedColumn;
}

interface Derived<Row> {
  name: string;
  value: Column<Row>["value"];
  /** The member of the same name, as long as every value was its value: its codes then serve both. */
  column: CodedColumn | null;
  isMember: boolean;
}

/** Rows that are on screen are asked for again and again, and must stay the same objects meanwhile. */
const KEPT_ROWS = 500;
const NO_ROWS = new CodedColumn();

/**
 * The rows of a resource in order of arrival, as whole columns of numbers: a million rows are a few
 * dozen bytes each. A row is made anew when it is asked for. Rows are only ever added.
 */
export class RowTable<Row extends object> {
  /** Which scope each row is of, by its key. */
  readonly scopeKeys = new CodedColumn();
  private readonly scopes: Scope[] = [];
  private readonly members: Member[] = [];
  private readonly derived: Derived<Row>[];
  private readonly made = new Map<number, Scoped<Row>>();
  private sought: { key: string | null; row: Scoped<Row> | null; looked: number } = { key: null, row: null, looked: 0 };
  private rowCount = 0;

  constructor(readonly resource: Resource<Row>) {
    this.derived = Object.entries(resource.columns).map(([name, { value }]) => ({ name, value, column: null, isMember: false }));
  }

  get length(): number {
    return this.rowCount;
  }

  /** The resource's columns, by name. */
  get columns(): Readonly<Record<string, CodedColumn>> {
    return Object.fromEntries(this.derived.map(({ name, column }) => [name, column ?? NO_ROWS]));
  }

  append(scope: Scope, rows: readonly Row[]): void {
    const key = scopeKey(scope);
    for (const row of rows) {
      const index = this.rowCount;
      this.keep(index, row);
      this.derive(index, Object.assign(row, { scope }));
      this.scopeKeys.set(index, key);
      this.rowCount += 1;
    }
    if (this.scopes.length < this.scopeKeys.values.length) this.scopes.push(scope);
  }

  /** Adds rows as columns, the form of the wire: no row is made on the way. */
  appendColumns(scope: Scope, { count, members }: Columnar<Row>): void {
    const first = this.rowCount;
    for (const { name, column } of this.members) if (!Object.hasOwn(members, name)) column.fill(first, first + count, ABSENT);
    for (const name in members) {
      const { values = [], codes = [] } = members[name] ?? {};
      this.member(name).column.setFrom(first, count, values.map(encodeMember), codes);
    }
    this.scopeKeys.fill(first, first + count, scopeKey(scope));
    for (const row of eachRow({ count, members })) {
      this.derive(this.rowCount, Object.assign(row, { scope }));
      this.rowCount += 1;
    }
    if (this.scopes.length < this.scopeKeys.values.length) this.scopes.push(scope);
  }

  /** The row at a place in order of arrival. The same object as long as it is on screen. */
  row(index: number): Scoped<Row> | null {
    const known = this.made.get(index);
    if (known !== undefined) return known;
    const row = this.make(index);
    if (row === null) return null;
    for (const oldest of this.made.keys()) {
      if (this.made.size < KEPT_ROWS) break;
      this.made.delete(oldest);
    }
    this.made.set(index, row);
    return row;
  }

  /** Rows, made one by one: for a few, or for a list that is short. */
  *rows(indices: Iterable<number> = Array(this.rowCount).keys()): Generator<Scoped<Row>, void, undefined> {
    for (const index of indices) {
      const row = this.make(index);
      if (row !== null) yield row;
    }
  }

  /** The row of that key, or null where it has not arrived. One that is on screen is found at once. */
  *find(key: string): Sliced<Scoped<Row> | null> {
    for (const row of this.made.values()) if (rowKey(this.resource, row) === key) return row;
    if (this.sought.key !== key) this.sought = { key, row: null, looked: 0 };
    const { sought } = this;
    // Asked for again while a stream grows: only the rows that are new since have to be looked at.
    for (; sought.row === null && sought.looked < this.rowCount; sought.looked += 1) {
      const row = this.make(sought.looked);
      if (row !== null && rowKey(this.resource, row) === key) sought.row = row;
      if (sought.looked % (SLICE_ROWS / 8) === 0) yield;
    }
    return sought.row;
  }

  /** Adds the rows of another table that are of certain scopes. */
  *take(other: RowTable<Row>, length: number, keys: ReadonlySet<string>): Sliced<void> {
    const wanted = other.scopeKeys.values.map((key) => keys.has(String(key)));
    for (let index = 0; index < length; index += 1) {
      if (index % (SLICE_ROWS / 16) === 0) yield;
      if (!wanted[other.scopeKeys.codes[index] ?? 0]) continue;
      const row = other.make(index);
      if (row !== null) this.append(row.scope, [row]);
    }
  }

  private make(index: number): Scoped<Row> | null {
    const scope = this.scopes[this.scopeKeys.codes[index] ?? 0];
    if (index < 0 || index >= this.rowCount || scope === undefined) return null;
    const row: Record<string, unknown> = {};
    for (const { name, column } of this.members) {
      const value = decodeMember(column.at(index));
      if (value !== undefined) row[name] = value;
    }
    return Object.assign(Object.create(Object.prototype), row, { scope });
  }

  private keep(index: number, row: Row): void {
    let place = 0;
    for (const name in row) {
      if (name === "scope") continue;
      // Rows have the same members in the same order, all but always.
      const expected = this.members[place];
      const { column } = expected?.name === name ? expected : this.member(name);
      column.set(index, encodeMember(row[name]));
      place += 1;
    }
    if (place === this.members.length) return;
    for (const { name, column } of this.members) if (!Object.hasOwn(row, name)) column.set(index, ABSENT);
  }

  private derive(index: number, row: Scoped<Row>): void {
    for (const derived of this.derived) {
      const value = derived.value(row) ?? null;
      if (index === 0) this.begin(derived);
      if (derived.column === null) continue;
      if (derived.isMember) {
        if (derived.column.at(index) === value) continue;
        derived.column = index === 0 ? new CodedColumn() : derived.column.copy();
        derived.isMember = false;
      }
      derived.column.set(index, value);
    }
  }

  private begin(derived: Derived<Row>): void {
    const member = this.members.find(({ name }) => name === derived.name);
    derived.column = member?.column ?? new CodedColumn();
    derived.isMember = member !== undefined;
  }

  private member(name: string): Member {
    const known = this.members.find((member) => member.name === name);
    if (known !== undefined) return known;
    const member = { name, column: new CodedColumn() };
    if (this.rowCount > 0) member.column.fill(0, this.rowCount, ABSENT);
    this.members.push(member);
    return member;
  }
}
