const KEY = Symbol.for("ami-ledger");
const shared: typeof globalThis & { [KEY]?: Map<string, unknown> } = globalThis;

/**
 * What there is once in the process, by its name. A route and the start of the server may each have their own
 * copy of a module, and with it of what the module holds.
 */
export function processWide<T>(name: string, create: () => T): T {
  shared[KEY] ??= new Map();
  const values = shared[KEY];
  if (!values.has(name)) values.set(name, create());
  // A name belongs to one module, which gives it one type.
  return values.get(name) as T;
}
