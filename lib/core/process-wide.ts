const KEY = Symbol.for("ami-ledger");
const shared: typeof globalThis & { [KEY]?: Map<string, unknown> } = globalThis;

/**
 * A value that exists once in the process, by name. Next.js may load a module twice, for a route and for the
 * start of the server, and each copy would have its own state.
 */
export function processWide<T>(name: string, create: () => T): T {
  shared[KEY] ??= new Map();
  const values = shared[KEY];
  if (!values.has(name)) values.set(name, create());
  // A name belongs to one module, which gives it one type.
  return values.get(name) as T;
}
